package io.countersign.servlet;

import io.countersign.Answer;
import io.countersign.ReceivedDelivery;
import io.countersign.Reception;
import io.countersign.Settlement;
import io.countersign.WebhookReceiver;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A delivery on its way through the application, from its admission to its settlement. Safe for concurrent use: an
 * asynchronous application may complete it while the server times it out.
 */
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookFilter.class);
    private static final String ATTRIBUTE = WebhookFilter.class.getName() + ".admission";

    private final WebhookReceiver<?> receiver;
    private final ReceivedDelivery<?> received;
    private final Settlement settlement;
    private final ReplayedRequest request;
    private final HeldResponse response;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile boolean taken;
    private volatile boolean toldTooMuch;
    private volatile @Nullable WatchedAsyncContext async;

    private Admission(
            WebhookReceiver<?> receiver,
            Reception.Accepted<?> accepted,
            byte[] body,
            HttpServletRequest request,
            HttpServletResponse response) {
        this.receiver = receiver;
        this.received = accepted.received();
        this.settlement = accepted.settlement();
        this.request = new ReplayedRequest(request, body, this);
        this.response = new HeldResponse(response);
    }

    static Admission admit(
            WebhookReceiver<?> receiver,
            Reception.Accepted<?> accepted,
            byte[] body,
            HttpServletRequest request,
            HttpServletResponse response) {
        Admission admission = new Admission(receiver, accepted, body, request, response);
        request.setAttribute(ATTRIBUTE, admission);
        return admission;
    }

    /** The admission of this request, or null where no filter admitted it. */
    static @Nullable Admission of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Admission admission ? admission : null;
    }

    boolean isBy(WebhookReceiver<?> candidate) {
        return receiver == candidate;
    }

    /** What was admitted, without a look at it. */
    ReceivedDelivery<?> received() {
        return received;
    }

    /** The application looks at the delivery, so a 4xx of its is about the delivery. */
    ReceivedDelivery<?> take() {
        taken = true;
        return received;
    }

    HeldResponse response() {
        return response;
    }

    void run(FilterChain chain) throws IOException {
        run(chain, request, response);
    }

    /**
     * Has the application go on, and settles unless it goes on by itself after that.
     *
     * @throws IOException where the sender was told of a success that did not come true; the server then breaks off
     */
    void run(FilterChain chain, ServletRequest request, ServletResponse response) throws IOException {
        async = null;
        try {
            chain.doFilter(request, response);
        } catch (Exception | Error failure) {
            LOG.error("endpoint \"{}\": the application threw", received.endpoint(), failure);
            failed("the application threw " + failure.getClass().getName());
            breakOffWhereToldTooMuch();
            return;
        }
        WatchedAsyncContext started = async;
        if (started == null || !started.watch()) {
            settle();
        }
        breakOffWhereToldTooMuch();
    }

    private void breakOffWhereToldTooMuch() throws IOException {
        if (toldTooMuch && async == null) {
            throw new IOException("the response is broken off: it began with a 2xx, but the delivery was not handled");
        }
    }

    private void failed(String reason) throws IOException {
        WatchedAsyncContext started = async;
        if (started == null) {
            fail(reason);
        } else {
            started.fail(reason);
        }
    }

    /** Has a forward go on, and settles at its end: the server takes no more of the response after that. */
    void forward(FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (async == null) {
            settle();
        }
    }

    /** The asynchronous context that the application has started. */
    WatchedAsyncContext started(WatchedAsyncContext context) {
        async = context;
        return context;
    }

    @Nullable
    WatchedAsyncContext async() {
        return async;
    }

    /** The application is done: settles by what it answered. */
    void settle() throws IOException {
        if (settled.compareAndSet(false, true)) {
            conclude(answer(() -> byStatus(response.getStatus())));
        }
    }

    /** A store that throws, which it should not, must not end in a page of the server with its stack trace. */
    private Answer answer(Supplier<Answer> settling) {
        try {
            return settling.get();
        } catch (RuntimeException bug) {
            LOG.error("endpoint \"{}\": a delivery could not be settled", received.endpoint(), bug);
            return receiver.unable("a delivery could not be settled, and may be handled once more");
        }
    }

    private Answer byStatus(int status) {
        String error = response.error();
        if (error != null) {
            return settlement.failed("the application answered by " + error);
        }
        if (status >= 200 && status < 300) {
            return settlement.handled(status);
        }
        if (status < 400 || status > 499) {
            return settlement.failed("the application answered " + status);
        }
        return taken
                ? settlement.refused(status)
                : settlement.failed("the answer was " + status
                        + ", but nobody looked at the delivery; is there a handler at this path?");
    }

    /** The application failed: settles so. */
    void fail(String reason) throws IOException {
        if (settled.compareAndSet(false, true)) {
            response.discard(reason);
            conclude(answer(() -> settlement.failed(reason)));
        }
    }

    private void conclude(Answer answer) throws IOException {
        if (!response.conclude(answer, request)) {
            toldTooMuch = !answer.isSuccess() && response.statusBehind() < 300;
            LOG.error(
                    "endpoint \"{}\": the sender was told {} before the delivery was settled, and should be told {};"
                            + " keep the answer short, and map the filter to ASYNC and FORWARD too",
                    received.endpoint(),
                    response.statusBehind(),
                    answer.status());
        }
    }
}
