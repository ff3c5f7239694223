package io.countersign.servlet;

import io.countersign.Answer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What is left of a body that was too slow. Tomcat reads it away before it takes the next request of the connection, in the thread
 * of this one and at whatever pace it comes: a byte now and then, and the thread is gone for hours. So the connection is broken off
 * here. Other servers close it by themselves. Stateless.
 */
final class UnreadBody {
    private static final String TOMCATS = "org.apache.catalina.";
    private static final String CLOSE_NOW = "org.apache.coyote.CloseNowException";
    private static final int TOO_SLOW = 408;

    private UnreadBody() {}

    /**
     * Sees to it that nothing is waited for, now that the request was answered.
     *
     * @throws IOException where something is left, so that the server closes the connection
     */
    static void settle(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
            // Tomcat's own answer to a read that failed, which would show the sender a stack trace.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        } else if (answer.status() == TOO_SLOW && request.getProtocol().startsWith("HTTP/1")) {
            ServletInputStream in = request.getInputStream();
            if (in.getClass().getName().startsWith(TOMCATS) && !in.isFinished()) {
                response.flushBuffer();
                throw brokenOff(in);
            }
        }
    }

    /** Tomcat's own word for that, which it does not log: a line for each slow sender would be theirs to write. */
    private static IOException brokenOff(ServletInputStream tomcats) {
        String why = "the connection is broken off: its body was too slow";
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
