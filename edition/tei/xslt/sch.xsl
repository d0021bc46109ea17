<?xml version="1.0" encoding="UTF-8"?>
<!-- edition.odd → edition.sch (ISO Schematron): each constraintSpec is a pattern, its ident the id of the rule. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:e="urn:edition" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:output indent="yes" suppress-indentation="sch:assert"/>
  <xsl:strip-space elements="*"/>
  <xsl:preserve-space elements="sch:assert"/>
  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="/">
    <xsl:comment> Made from edition.odd by make schema: change that file, not this one. </xsl:comment>
    <sch:schema queryBinding="xslt3">
      <xsl:namespace name="xsl" select="'http://www.w3.org/1999/XSL/Transform'"/>
      <xsl:namespace name="e" select="'urn:edition'"/>
      <xsl:namespace name="xs" select="'http://www.w3.org/2001/XMLSchema'"/>
      <sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <sch:ns prefix="e" uri="urn:edition"/>
      <sch:ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>
      <xsl:for-each select="//constraintSpec">
        <xsl:variable name="rules"><xsl:apply-templates select="constraint/*"/></xsl:variable>
        <xsl:choose>
          <xsl:when test="constraint/sch:rule">
            <sch:pattern id="{@ident}">
              <sch:title><xsl:value-of select="normalize-space(desc)"/></sch:title>
              <xsl:copy-of select="$rules" copy-namespaces="no"/>
            </sch:pattern>
          </xsl:when>
          <xsl:otherwise><xsl:copy-of select="$rules" copy-namespaces="no"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </sch:schema>
  </xsl:template>
</xsl:stylesheet>
