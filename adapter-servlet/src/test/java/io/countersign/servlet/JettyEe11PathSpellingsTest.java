package io.countersign.servlet;

class JettyEe11PathSpellingsTest extends ServletPathSpellings {
    JettyEe11PathSpellingsTest() {
        super(WebServer.Kind.JETTY);
    }
}
