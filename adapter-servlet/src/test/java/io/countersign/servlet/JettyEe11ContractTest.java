package io.countersign.servlet;

class JettyEe11ContractTest extends ServletContract {
    JettyEe11ContractTest() {
        super(WebServer.Kind.JETTY);
    }
}
