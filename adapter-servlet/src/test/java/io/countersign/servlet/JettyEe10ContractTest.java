package io.countersign.servlet;

class JettyEe10ContractTest extends ServletContract {
    JettyEe10ContractTest() {
        super(WebServer.Kind.JETTY_EE10);
    }
}
