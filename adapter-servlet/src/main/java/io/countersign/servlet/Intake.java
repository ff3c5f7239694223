package io.countersign.servlet;

import io.countersign.Answer;
import io.countersign.BodyRead;
import io.countersign.Reception;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.countersign.verify.Delivery;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of a request on its way to the application. Immutable. */
final class Intake<E extends WebhookEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookFilter.class);
    private static final byte[] NOTHING_READ = {};

    private final Reception<E> reception;
    private final byte[] body;

    private Intake(Reception<E> reception, byte[] body) {
        this.reception = reception;
        this.body = body;
    }

    /** What the receiver made of it. */
    Reception<E> reception() {
        return reception;
    }

    /** The bytes that it read; empty where it read none. */
    byte[] body() {
        return body;
    }

    /** Takes a request in. Whatever goes wrong ends in an answer, never in a request that goes on unverified. */
    static <E extends WebhookEvent> Intake<E> of(WebhookReceiver<E> receiver, HttpServletRequest request) {
        try {
            Delivery.Builder delivery = head(receiver, request);
            long declared = request.getContentLengthLong();
            Optional<Answer> early = receiver.screen(delivery.build(), declared);
            return early.isPresent() ? answered(early.get()) : read(receiver, delivery, declared, request);
        } catch (IOException | RuntimeException problem) {
            LOG.error("endpoint \"{}\": the server could not hand over a request", receiver.endpoint(), problem);
            return answered(receiver.unable("the server could not hand over a request"));
        }
    }

    private static <E extends WebhookEvent> Intake<E> read(
            WebhookReceiver<E> receiver, Delivery.Builder delivery, long declared, HttpServletRequest request)
            throws IOException {
        BodyRead read = receiver.readBody(request.getInputStream(), declared);
        if (read instanceof BodyRead.Refused refused) {
            return answered(refused.answer());
        }
        byte[] body = ((BodyRead.Complete) read).bytes();
        if (body.length == 0 && declared > 0) {
            return answered(receiver.unable("something in front of the filter has read the body, by a parameter or a"
                    + " stream; put the filter first"));
        }
        Delivery whole = delivery.body(body).receivedAt(receiver.now()).build();
        return new Intake<>(receiver.receive(whole), body);
    }

    private static <E extends WebhookEvent> Intake<E> answered(Answer answer) {
        return new Intake<>(new Reception.Answered<>(answer), NOTHING_READ);
    }

    /** Path and query as they were sent, so that a scheme may sign them, and all header lines. */
    private static Delivery.Builder head(WebhookReceiver<?> receiver, HttpServletRequest request) {
        String query = request.getQueryString();
        return Delivery.of(
                        request.getMethod(),
                        query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query)
                .peer(request.getRemoteAddr())
                .encrypted(request.isSecure())
                .clientCertificate(clientCertificate(request))
                .receivedAt(receiver.now())
                .headers(request.getHeaderNames(), request::getHeaders);
    }

    /** The client's own certificate, which comes first; the server has verified it by those behind. */
    private static @Nullable X509Certificate clientCertificate(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        && chain.length > 0
                ? chain[0]
                : null;
    }
}
