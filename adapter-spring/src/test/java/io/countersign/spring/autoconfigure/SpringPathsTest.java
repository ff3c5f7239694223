package io.countersign.spring.autoconfigure;

import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.spring.RunningApp;
import io.countersign.testkit.contract.ApplicationUnderTest;
import io.countersign.testkit.contract.PathSpellingContract;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** The spellings of a path against a controller that names its endpoint, on both servers. */
class SpringPathsTest {
    abstract static class Paths extends PathSpellingContract {
        final SharedApplicationContract.Row row = new SharedApplicationContract.Row();

        abstract URI startServer() throws Exception;

        @Override
        protected <E extends WebhookEvent> URI start(WebhookReceiver<E> receiver, ApplicationUnderTest<E> application)
                throws Exception {
            row.begin(receiver, application);
            return startServer();
        }
    }

    @Nested
    class Tomcat extends Paths {
        private @Nullable RunningApp app;

        @Override
        URI startServer() {
            app = RunningApp.start(SharedApplicationContract.YAML, row.beans());
            return app.url(SharedApplicationContract.PATH);
        }

        @Override
        protected void stop() {
            if (app != null) {
                app.close();
            }
        }
    }

    @Nested
    class Jetty extends Paths {
        private @Nullable JettyServer server;

        @Override
        URI startServer() {
            server = JettyServer.start(SharedApplicationContract.YAML, row.beans());
            return server.url(SharedApplicationContract.PATH);
        }

        @Override
        protected void stop() throws Exception {
            if (server != null) {
                server.close();
            }
        }
    }
}
