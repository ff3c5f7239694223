package io.countersign.servlet;

class TomcatContractTest extends ServletContract {
    TomcatContractTest() {
        super(WebServer.Kind.TOMCAT);
    }
}
