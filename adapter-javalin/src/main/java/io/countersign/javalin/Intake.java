package io.countersign.javalin;

import io.countersign.Answer;
import io.countersign.BodyRead;
import io.countersign.Reception;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.Delivery;
import io.javalin.config.Key;
import io.javalin.http.servlet.JavalinServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one request into a receiver. Confined to the request. */
final class Intake<E extends WebhookEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(JavalinWebhooks.class);

    /** Where Javalin keeps {@code config.http.maxRequestSize}. */
    private static final Key<Long> MAX_REQUEST_SIZE = new Key<>("javalin-max-request-size");

    private final WebhookReceiver<E> receiver;
    private final JavalinServletContext ctx;
    private final HttpServletRequest request;

    private Intake(WebhookReceiver<E> receiver, JavalinServletContext ctx) {
        this.receiver = receiver;
        this.ctx = ctx;
        this.request = ctx.req();
    }

    /**
     * Takes a request in; where it is accepted, the context gives its body once more. Whatever goes wrong ends in an answer,
     * never in a request that goes on unverified.
     */
    static <E extends WebhookEvent> Reception<E> of(WebhookReceiver<E> receiver, JavalinServletContext ctx) {
        try {
            return new Intake<>(receiver, ctx).receive();
        } catch (IOException | RuntimeException problem) {
            LOG.error("endpoint \"{}\": Javalin could not hand over a request", receiver.endpoint(), problem);
            return new Reception.Answered<>(receiver.unable("Javalin could not hand over a request"));
        }
    }

    private Reception<E> receive() throws IOException {
        Delivery.Builder delivery = head();
        long declared = request.getContentLengthLong();
        Optional<Answer> early = receiver.screen(delivery.build(), declared);
        if (early.isPresent()) {
            return new Reception.Answered<>(early.get());
        }
        long javalinsLimit = javalinsLimit();
        if (declared > javalinsLimit) {
            return new Reception.Answered<>(tooLargeForJavalin(delivery, javalinsLimit));
        }
        // Javalin remembers of its own request whether the body was read, and would refuse to read it once more.
        HttpServletRequestWrapper javalins = (HttpServletRequestWrapper) request;
        HttpServletRequest behind = (HttpServletRequest) javalins.getRequest();
        BodyRead read = receiver.readBody(behind.getInputStream(), declared);
        if (isEmpty(read) && declared != 0) {
            // A before-handler may have asked for the body, which Javalin then keeps.
            read = receiver.readBody(new ByteArrayInputStream(ctx.bodyAsBytes()), declared);
        }
        if (read instanceof BodyRead.Refused refused) {
            return new Reception.Answered<>(refused.answer());
        }
        byte[] body = ((BodyRead.Complete) read).bytes();
        if (body.length == 0 && declared > 0) {
            return new Reception.Answered<>(
                    receiver.unable(
                            "something in front of the handler has read the body as a stream; let it ask for ctx.bodyAsBytes()"));
        }
        if (body.length > javalinsLimit) {
            return new Reception.Answered<>(tooLargeForJavalin(delivery, javalinsLimit));
        }
        Reception<E> reception =
                receiver.receive(delivery.body(body).receivedAt(receiver.now()).build());
        if (reception instanceof Reception.Accepted<E>) {
            javalins.setRequest(new ReplayedRequest(behind, body));
        }
        return reception;
    }

    private static boolean isEmpty(BodyRead read) {
        return read instanceof BodyRead.Complete complete && complete.bytes().length == 0;
    }

    private long javalinsLimit() {
        return ctx.appData(MAX_REQUEST_SIZE);
    }

    /** The receiver's own answer to a body over its limit, which it gives to a length that no endpoint takes. */
    private Answer tooLargeForJavalin(Delivery.Builder delivery, long limit) {
        LOG.warn(
                "endpoint \"{}\": the body is larger than the {} bytes of Javalin's maxRequestSize; raise"
                        + " config.http.maxRequestSize if the sender may send that much",
                receiver.endpoint(),
                limit);
        return receiver.screen(delivery.build(), Long.MAX_VALUE)
                .orElseGet(() -> receiver.unable("a body over Javalin's maxRequestSize was not refused"));
    }

    /** Path and query as they were sent, so that a scheme may sign them, and all header lines. */
    private Delivery.Builder head() {
        String query = request.getQueryString();
        return Delivery.of(
                        request.getMethod(),
                        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query)
                .peer(request.getRemoteAddr())
                .encrypted(request.isSecure())
                .clientCertificate(clientCertificate())
                .receivedAt(receiver.now())
                .headers(request.getHeaderNames(), request::getHeaders);
    }

    /** The client's own certificate, which comes first; the server has verified it by those behind. */
    private @Nullable X509Certificate clientCertificate() {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        && chain.length > 0
                ? chain[0]
                : null;
    }
}
