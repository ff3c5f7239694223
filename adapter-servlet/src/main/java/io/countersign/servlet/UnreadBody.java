package io.countersign.servlet;

import io.countersign.Answer;
import io.countersign.WebhookReceiver;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What an answer leaves unread of a body. Tomcat reads it away before it takes the next request of the connection, in the thread
 * of this one and at whatever pace it comes: a byte now and then, and the thread is gone for hours. So here it is read at the
 * endpoint's pace, and the connection is broken off where it does not come to its end. Other servers close the connection by
 * themselves. Stateless.
 */
final class UnreadBody {
    private static final String TOMCATS = "org.apache.catalina.";
    private static final String CLOSE_NOW = "org.apache.coyote.CloseNowException";
    private static final int TOO_SLOW = 408;

    private UnreadBody() {}

    /**
     * Sees to it that nothing is left, now that the request was answered.
     *
     * @throws IOException where something is, so that the server closes the connection
     */
    static void settle(
            WebhookReceiver<?> receiver, Answer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
            // Tomcat's own answer to a read that failed, which would show the sender a stack trace.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return;
        }
        ServletInputStream unread = unread(request);
        if (unread != null) {
            response.flushBuffer();
            boolean isDrained = answer.status() != TOO_SLOW && receiver.drainBody(unread);
            // It may have come to its end in the very moment in which it was too slow.
            if (!isDrained && !unread.isFinished()) {
                throw brokenOff(unread);
            }
        }
    }

    /**
     * What Tomcat would wait for; null where there is nothing. It waits neither over HTTP/2, whose frames say themselves whose they
     * are, nor for a sender that asked first whether to send a body.
     */
    private static @Nullable ServletInputStream unread(HttpServletRequest request) throws IOException {
        if (!request.getProtocol().startsWith("HTTP/1") || request.getHeader("Expect") != null) {
            return null;
        }
        try {
            ServletInputStream in = request.getInputStream();
            return in.getClass().getName().startsWith(TOMCATS) && !in.isFinished() ? in : null;
        } catch (IllegalStateException readerInUse) {
            return null;
        }
    }

    /** Tomcat's own word for that, which it does not log: a line for each slow sender would be theirs to write. */
    private static IOException brokenOff(ServletInputStream tomcats) {
        String why = "the connection is broken off: the body behind an answer did not come to its end in time";
        try {
            return Class.forName(CLOSE_NOW, true, tomcats.getClass().getClassLoader())
                    .asSubclass(IOException.class)
                    .getConstructor(String.class)
                    .newInstance(why);
        } catch (ReflectiveOperationException otherTomcat) {
            return new IOException(why);
        }
    }
}
