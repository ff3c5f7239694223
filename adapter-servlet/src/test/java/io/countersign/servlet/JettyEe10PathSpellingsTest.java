package io.countersign.servlet;

class JettyEe10PathSpellingsTest extends ServletPathSpellings {
    JettyEe10PathSpellingsTest() {
        super(WebServer.Kind.JETTY_EE10);
    }
}
