package io.countersign.spring.autoconfigure;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On Jetty, to which the application is deployed. */
class JettyContractTest extends SharedApplicationContract {
    private static final Row ROW = new Row();
    private static JettyServer server;

    JettyContractTest() {
        super(ROW);
    }

    @BeforeAll
    static void startServer() {
        server = JettyServer.start(YAML, ROW.beans());
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @Override
    URI url() {
        return server.url(PATH);
    }
}
