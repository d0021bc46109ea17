<?xml version="1.0" encoding="UTF-8"?>
<!--
  Schematron (ISO/IEC 19757-3, query binding xslt3) → the stylesheet that applies it.

  Each pattern becomes a mode, each rule a template of it; an earlier rule wins over a later one. The stylesheet answers
  with <fault rule="ID" role="warning|error" at="LINE:COLUMN">message</fault> for every assert that fails; the place
  is what the reader wrote into p:at of the element. A let of the schema is a parameter.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:out="urn:out" exclude-result-prefixes="sch">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>
  <xsl:strip-space elements="*"/>
  <xsl:preserve-space elements="sch:assert"/>

  <xsl:template match="sch:schema">
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:for-each select="sch:ns"><xsl:namespace name="{@prefix}" select="@uri"/></xsl:for-each>
      <xsl:namespace name="p" select="'urn:edition:place'"/>
      <xsl:apply-templates select="sch:let"/>
      <xsl:copy-of select="xsl:*"/>
      <xsl:for-each select="sch:pattern"><out:mode name="{@id}" on-no-match="shallow-skip"/></xsl:for-each>
      <out:template match="/">
        <faults><xsl:for-each select="sch:pattern"><out:apply-templates select="." mode="{@id}"/></xsl:for-each></faults>
      </out:template>
      <xsl:apply-templates select="sch:pattern/sch:rule"/>
    </out:stylesheet>
  </xsl:template>

  <xsl:template match="sch:schema/sch:let"><out:param name="{@name}" select="{@value}"/></xsl:template>
  <xsl:template match="sch:let"><out:variable name="{@name}" select="{@value}"/></xsl:template>

  <xsl:template match="sch:rule">
    <out:template match="{@context}" mode="{../@id}" priority="{1 + count(following-sibling::sch:rule)}">
      <xsl:apply-templates/>
      <out:apply-templates mode="#current"/>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:assert">
    <out:if test="not({@test})">
      <fault rule="{ancestor::sch:pattern/@id}" role="{(@role, 'error')[1]}" at="{{ancestor-or-self::*[@p:at][1]/@p:at}}"><xsl:apply-templates/></fault>
    </out:if>
  </xsl:template>

  <xsl:template match="sch:name"><out:value-of select="name()"/></xsl:template>
  <xsl:template match="sch:value-of"><out:value-of select="{@select}"><xsl:copy-of select="@separator"/></out:value-of></xsl:template>
  <xsl:template match="sch:assert/text()"><out:text><xsl:value-of select="."/></out:text></xsl:template>
</xsl:stylesheet>
