package io.countersign.javalin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.countersign.Answer;
import io.javalin.http.servlet.JavalinServletContext;
import io.javalin.http.servlet.Task;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import kotlin.Unit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer in Javalin's context, which writes it out after the after-handlers; what those change of it is put back. Confined
 * to the request.
 */
final class SentAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(JavalinWebhooks.class);

    private final String endpoint;
    private final JavalinServletContext ctx;
    private final Answer answer;
    private @Nullable InputStream text;

    SentAnswer(String endpoint, JavalinServletContext ctx, Answer answer) {
        this.endpoint = endpoint;
        this.ctx = ctx;
        this.answer = answer;
    }

    /** Answers, with nothing of what the application may have said. */
    void writeAndKeep() {
        write();
        keep();
    }

    /** Answers in the application's words: what of the answer is not its own is added. */
    void addAndKeep() {
        setStatusAndHeaders();
        keep();
    }

    private void write() {
        setStatusAndHeaders();
        byte[] bytes = answer.body().getBytes(US_ASCII);
        if (bytes.length > 0) {
            ctx.contentType(answer.contentType());
        }
        InputStream result = new ByteArrayInputStream(bytes);
        ctx.result(result);
        text = result;
    }

    private void setStatusAndHeaders() {
        HttpServletResponse response = ctx.res();
        response.setStatus(answer.status());
        boolean mayClose = ctx.req().getProtocol().startsWith("HTTP/1");
        answer.headers().forEach((name, value) -> {
            // HTTP/2 has no such header, and a response that carries it is malformed there.
            if (mayClose || !name.equalsIgnoreCase("Connection")) {
                response.setHeader(name, value);
            }
        });
    }

    /** Last of all that Javalin has to do for this request, after-handlers and error mappers included. */
    private void keep() {
        ctx.getTasks().addLast(new Task(false, () -> {
            putBackWhatWasChanged();
            if (text != null && ctx.req().isAsyncStarted()) {
                send();
            }
            return Unit.INSTANCE;
        }));
    }

    /** At once: after a time-out the application's future may still end, and set another status meanwhile. */
    private void send() {
        try {
            byte[] bytes = answer.body().getBytes(US_ASCII);
            ctx.res().setContentLength(bytes.length);
            ctx.res().getOutputStream().write(bytes);
            ctx.res().flushBuffer();
        } catch (IOException senderLeft) {
            LOG.debug("the sender left before it was answered", senderLeft);
        }
        ctx.result(InputStream.nullInputStream());
    }

    private void putBackWhatWasChanged() {
        int status = ctx.res().getStatus();
        boolean isSameText = text == null || text == ctx.resultInputStream();
        if ((status == answer.status() && isSameText) || ctx.res().isCommitted()) {
            return;
        }
        LOG.warn(
                "endpoint \"{}\": an after-handler or an error mapper changed the answer {} (status {} now); it is put"
                        + " back, since the delivery was settled by it",
                endpoint,
                answer.status(),
                status);
        if (text == null) {
            setStatusAndHeaders();
        } else {
            write();
        }
    }
}
