package io.countersign.servlet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.DeliveryReport;
import io.countersign.PeerPolicy;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS with client certificates, as real servers verify them. */
class MutualTlsTest {
    @TempDir
    static Path folder;

    private static Path server;
    private static Path sender;
    private static Path stranger;

    private final List<Delivery> handled = new CopyOnWriteArrayList<>();
    private final List<DeliveryReport> reports = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        server = TestKeys.make(folder, "server", "CN=receiver");
        sender = TestKeys.make(folder, "sender", "CN=hooks, O=Sender");
        stranger = TestKeys.make(folder, "stranger", "CN=hooks, O=Stranger");
    }

    private final class Handler extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            handled.add(WebhookFilter.verified(request).delivery());
        }
    }

    private TlsServer start(WebServer.Kind kind) throws Exception {
        WebhookFilter filter = WebhookFilter.of(Endpoint.receiver()
                .peers(PeerPolicy.builder()
                        .requireClientSubject("CN=hooks,O=Sender")
                        .build())
                .listener(reports::add)
                .build());
        // The server trusts both: whose certificate it is, is for the endpoint to judge.
        Path trusted = TestKeys.trusting(folder, List.of(sender, stranger));
        return TlsServer.start(kind, filter, new Handler(), server, trusted, folder);
    }

    private static HttpResponse<String> send(TlsServer to, @Nullable Path own) throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TestKeys.client(TestKeys.trusting(folder, List.of(server)), own))
                .build();
        return http.send(Endpoint.signed("ping").toHttpRequest(to.uri()), BodyHandlers.ofString(ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource
    void certificateOfTheSender_isAskedForBesidesTheSignature(WebServer.Kind kind) throws Exception {
        try (TlsServer running = start(kind)) {
            assertThat(send(running, null).statusCode()).isEqualTo(401);
            HttpResponse<String> strangers = send(running, stranger);
            assertThat(strangers.statusCode()).isEqualTo(401);
            assertThat(strangers.body()).isEqualTo("not authentic\n");
            assertThat(send(running, sender).statusCode()).isEqualTo(200);
        }
        assertThat(reports)
                .extracting(DeliveryReport::reason)
                .containsExactly(
                        RejectionReason.CLIENT_CERTIFICATE_MISSING, RejectionReason.CLIENT_CERTIFICATE_MISMATCH, null);
        assertThat(handled).singleElement().satisfies(delivery -> {
            assertThat(delivery.encrypted()).contains(true);
            assertThat(delivery.clientCertificate())
                    .map(certificate -> certificate.getSubjectX500Principal().getName())
                    .hasValue("CN=hooks,O=Sender");
        });
    }
}
