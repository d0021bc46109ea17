<?xml version="1.0" encoding="UTF-8"?>
<!--
  edition.odd → edition.rng (TEI P5, chapter 23, Documentation Elements).

  Every elementSpec of the ODD says all of its content and attributes, so nothing of the TEI's own ODD need be read. Each
  specification becomes a definition of the same name; an element is called by its altIdent, else by its ident.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns="http://relaxng.org/ns/structure/1.0" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:output indent="yes"/>
  <xsl:strip-space elements="*"/>

  <xsl:template match="/">
    <xsl:comment> Made from edition.odd by make schema: change that file, not this one. </xsl:comment>
    <grammar ns="http://www.tei-c.org/ns/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <start><ref name="{//schemaSpec/@start}"/></start>
      <xsl:apply-templates select="//schemaSpec/(dataSpec | classSpec | macroSpec | elementSpec)"/>
    </grammar>
  </xsl:template>

  <xsl:template match="dataSpec | macroSpec">
    <define name="{@ident}">
      <xsl:apply-templates select="desc, content"/>
    </define>
  </xsl:template>

  <xsl:template match="classSpec">
    <define name="{@ident}">
      <xsl:apply-templates select="desc, classes, attList"/>
    </define>
  </xsl:template>

  <xsl:template match="elementSpec">
    <define name="{@ident}">
      <element name="{(altIdent, @ident)[1]}">
        <xsl:apply-templates select="desc, classes, attList, content"/>
      </element>
    </define>
  </xsl:template>

  <xsl:template match="desc"><a:documentation><xsl:value-of select="normalize-space()"/></a:documentation></xsl:template>
  <xsl:template match="memberOf"><ref name="{@key}"/></xsl:template>

  <!-- attributes -->

  <xsl:template match="attList[@org = 'choice']"><choice><xsl:apply-templates/></choice></xsl:template>
  <xsl:template match="attList[@org = 'group']"><group><xsl:apply-templates/></group></xsl:template>

  <xsl:template match="attDef">
    <attribute name="{@ident}"><xsl:apply-templates select="desc, (valList[@type = 'closed'], datatype)[1]"/></attribute>
  </xsl:template>
  <xsl:template match="attDef[@usage = 'opt']">
    <optional><xsl:next-match/></optional>
  </xsl:template>

  <xsl:template match="valList"><choice><xsl:apply-templates/></choice></xsl:template>
  <xsl:template match="valItem"><value><xsl:value-of select="@ident"/></value></xsl:template>
  <xsl:template match="datatype[@maxOccurs = 'unbounded']">
    <list><oneOrMore><xsl:apply-templates/></oneOrMore></list>
  </xsl:template>
  <xsl:template match="dataRef[@key]"><ref name="{@key}"/></xsl:template>
  <xsl:template match="dataRef[@name]">
    <data type="{@name}"><xsl:for-each select="@restriction"><param name="pattern"><xsl:value-of select="."/></param></xsl:for-each></data>
  </xsl:template>

  <!-- content -->

  <xsl:template match="content"><xsl:apply-templates/></xsl:template>
  <xsl:template match="content[not(*)]"><empty/></xsl:template>
  <xsl:template match="content/empty"><empty/></xsl:template>
  <xsl:template match="textNode"><text/></xsl:template>
  <xsl:template match="elementRef | macroRef"><ref name="{@key}"/></xsl:template>
  <xsl:template match="sequence"><group><xsl:apply-templates/></group></xsl:template>
  <xsl:template match="alternate"><choice><xsl:apply-templates/></choice></xsl:template>

  <xsl:template match="content//*[@minOccurs = '0' and @maxOccurs = 'unbounded']" priority="2">
    <zeroOrMore><xsl:next-match/></zeroOrMore>
  </xsl:template>
  <xsl:template match="content//*[not(@minOccurs = '0') and @maxOccurs = 'unbounded']" priority="2">
    <oneOrMore><xsl:next-match/></oneOrMore>
  </xsl:template>
  <xsl:template match="content//*[@minOccurs = '0' and not(@maxOccurs)]" priority="2">
    <optional><xsl:next-match/></optional>
  </xsl:template>
</xsl:stylesheet>
