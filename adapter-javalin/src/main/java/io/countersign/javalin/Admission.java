package io.countersign.javalin;

import io.countersign.Answer;
import io.countersign.Reception;
import io.countersign.RefusedException;
import io.countersign.Settlement;
import io.countersign.WebhookReceiver;
import io.countersign.event.WebhookEvent;
import io.javalin.http.servlet.JavalinServletContext;
import io.javalin.http.servlet.Task;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import kotlin.Unit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A delivery on its way through the application, from its admission to its settlement.
 *
 * <p>It is settled by a task of its own in Javalin's queue for the request: after the handler, the future that it may have
 * started and the mapper of its exception, and before everything else.
 *
 * <p>Confined to the request, except that a time-out and a late future may meet.
 */
final class Admission<E extends WebhookEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(JavalinWebhooks.class);

    private static final int JAVALINS_TIMEOUT = 408;
    private static final int JAVALINS_CLIENT_ABORT = 499;

    private final WebhookReceiver<E> receiver;
    private final ReceivedWebhook<E> webhook;
    private final Settlement settlement;
    private final JavalinServletContext ctx;
    private final Map<String, List<String>> headersBefore = new LinkedHashMap<>();
    private final AtomicBoolean settled = new AtomicBoolean();
    private boolean threw;

    Admission(WebhookReceiver<E> receiver, Reception.Accepted<E> accepted, JavalinServletContext ctx) {
        this.receiver = receiver;
        this.webhook = new ReceivedWebhook<>(accepted.received());
        this.settlement = accepted.settlement();
        this.ctx = ctx;
    }

    /**
     * Has the application handle it, and settles it when all of that is over.
     *
     * @throws Exception that the application threw: Javalin knows its mapper
     */
    void run(WebhookHandler<E> handler) throws Exception {
        try {
            HttpServletResponse response = ctx.res();
            for (String name : response.getHeaderNames()) {
                headersBefore.put(name, List.copyOf(response.getHeaders(name)));
            }
            // A status from before is not the handler's word on this delivery.
            response.setStatus(HttpServletResponse.SC_OK);
            handler.handle(ctx, webhook);
        } catch (RefusedException refusal) {
            LOG.warn(
                    "endpoint \"{}\": the handler refused a delivery for good with {}: {}",
                    receiver.endpoint(),
                    refusal.status(),
                    refusal.getMessage());
            settle(() -> settlement.refused(refusal.status()));
        } catch (Exception | Error failure) {
            if (!isTakenForTheSenders(failure)) {
                // Javalin asks a mapper; one that sets no status makes no success of it.
                threw = true;
                ctx.res().setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                throw failure;
            }
            LOG.error("endpoint \"{}\": the application threw", receiver.endpoint(), failure);
            settle(() -> settlement.failed(
                    "the application threw " + failure.getClass().getName()));
        } finally {
            ctx.getTasks().addFirst(new Task(false, () -> {
                settle(this::byStatus);
                return Unit.INSTANCE;
            }));
        }
    }

    /** Whether Javalin takes it for a broken connection to the sender, and answers with a 4xx without asking a mapper. */
    private static boolean isTakenForTheSenders(Throwable failure) {
        Throwable cause = failure.getCause();
        if (failure instanceof CompletionException && cause instanceof Exception) {
            return isTakenForTheSenders(cause);
        }
        return failure instanceof EofException || (failure instanceof IOException && cause instanceof TimeoutException);
    }

    private Answer byStatus() {
        int status = ctx.res().getStatus();
        if (ctx.getExceptionOccurred() && !isWordOfAMapper(status)) {
            return settlement.failed("the application failed, and its answer was " + status);
        }
        if (status >= 200 && status < 300) {
            return settlement.handled(status);
        }
        return status >= 400 && status < 500
                ? settlement.refused(status)
                : settlement.failed("the application answered " + status);
    }

    /** Whether it was set after the exception, and not by Javalin for what it takes for a broken connection. */
    private boolean isWordOfAMapper(int status) {
        boolean isBroken = status == JAVALINS_TIMEOUT || status == JAVALINS_CLIENT_ABORT;
        return threw ? !ctx.res().isCommitted() : status >= 300 && !isBroken;
    }

    private void settle(Supplier<Answer> settling) {
        if (settled.compareAndSet(false, true)) {
            conclude(answer(settling));
        }
    }

    /** A store that throws, which it should not, must not end in an exception mapper that makes a success of it. */
    private Answer answer(Supplier<Answer> settling) {
        try {
            return settling.get();
        } catch (RuntimeException bug) {
            LOG.error("endpoint \"{}\": a delivery could not be settled", receiver.endpoint(), bug);
            return receiver.unable("a delivery could not be settled, and may be handled once more");
        }
    }

    private void conclude(Answer answer) {
        HttpServletResponse response = ctx.res();
        boolean agrees = answer.status() == response.getStatus();
        SentAnswer sent = new SentAnswer(receiver.endpoint(), ctx, answer);
        if (response.isCommitted()) {
            if (!agrees) {
                breakOff(answer);
            }
        } else if (agrees && answer.status() < 500) {
            sent.addAndKeep();
        } else {
            forgetWhatTheApplicationSaid(response);
            sent.writeAndKeep();
        }
    }

    private void forgetWhatTheApplicationSaid(HttpServletResponse response) {
        response.reset();
        headersBefore.forEach((name, values) -> {
            response.setHeader(name, values.get(0));
            values.stream().skip(1).forEach(value -> response.addHeader(name, value));
        });
    }

    /** The sender must not take what it was told for the end of the matter. */
    private void breakOff(Answer answer) {
        LOG.error(
                "endpoint \"{}\": the handler sent {} before the delivery was settled, and it should be {}; the"
                        + " connection is broken off. Answer by ctx.status and ctx.result instead of flushing",
                receiver.endpoint(),
                ctx.res().getStatus(),
                answer.status());
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .close();
    }
}
