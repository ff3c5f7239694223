package io.countersign.spring.autoconfigure;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * In MockMvc: what a test of an application sees is what its sender would. The rows are sent over HTTP to a server that hands each
 * request to MockMvc.
 */
class MockMvcContractTest extends SharedApplicationContract {
    private static final Row ROW = new Row();
    private static MockMvcServer server;

    MockMvcContractTest() {
        super(ROW);
    }

    @BeforeAll
    static void startServer() {
        server = MockMvcServer.start(YAML, ROW.beans());
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
