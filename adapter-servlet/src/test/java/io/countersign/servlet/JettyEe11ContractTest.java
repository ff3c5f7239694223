package io.countersign.servlet;

class JettyContractTest extends ServletContract {
    JettyContractTest() {
        super(WebServer.Kind.JETTY);
    }
}
