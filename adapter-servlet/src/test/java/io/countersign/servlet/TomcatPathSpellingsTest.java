package io.countersign.servlet;

class TomcatPathSpellingsTest extends ServletPathSpellings {
    TomcatPathSpellingsTest() {
        super(WebServer.Kind.TOMCAT);
    }
}
