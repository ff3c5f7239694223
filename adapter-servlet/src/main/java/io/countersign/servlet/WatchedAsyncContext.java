package io.countersign.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's asynchronous context: settles the delivery before it completes, since servers send the response off
 * before they tell anybody that it is complete. Safe for concurrent use.
 */
final class WatchedAsyncContext implements AsyncContext {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookFilter.class);

    private enum State {
        STARTED,
        DISPATCHED,
        COMPLETED
    }

    private final AsyncContext context;
    private final Admission admission;
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTED);

    WatchedAsyncContext(AsyncContext context, Admission admission) {
        this.context = context;
        this.admission = admission;
    }

    /** Watches on after the application has returned, and says whether there is anything left to watch. */
    boolean watch() {
        if (state.get() == State.COMPLETED) {
            return false;
        }
        try {
            // Last of all listeners, so that those of the application may deal with a time-out themselves.
            context.addListener(new Watcher());
        } catch (IllegalStateException alreadyOver) {
            LOG.debug("an asynchronous request was over before it was watched", alreadyOver);
        }
        return true;
    }

    @Override
    public void complete() {
        if (state.compareAndSet(State.STARTED, State.COMPLETED)) {
            try {
                admission.settle();
            } catch (IOException senderLeft) {
                LOG.debug("the sender left before it was answered", senderLeft);
            } finally {
                context.complete();
            }
        } else if (state.get() == State.DISPATCHED) {
            context.complete();
        }
    }

    /** Settles as failed and completes, unless the application has completed or dispatched before. */
    void fail(String reason) throws IOException {
        // First, so that an application that completes at this moment does nothing rather than half of this.
        if (state.compareAndSet(State.STARTED, State.COMPLETED)) {
            try {
                admission.fail(reason);
            } finally {
                context.complete();
            }
        }
    }

    @Override
    public void dispatch() {
        state.set(State.DISPATCHED);
        context.dispatch();
    }

    @Override
    public void dispatch(String path) {
        state.set(State.DISPATCHED);
        context.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext other, String path) {
        state.set(State.DISPATCHED);
        context.dispatch(other, path);
    }

    @Override
    public ServletRequest getRequest() {
        return context.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return context.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return context.hasOriginalRequestAndResponse();
    }

    @Override
    public void start(Runnable work) {
        context.start(work);
    }

    @Override
    public void addListener(AsyncListener listener) {
        context.addListener(new OfApplication(listener, null, null));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        context.addListener(new OfApplication(listener, request, response));
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return context.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        context.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return context.getTimeout();
    }

    /** Settles what nobody else has settled. */
    private final class Watcher implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            admission.settle();
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            fail("the application did not complete the asynchronous request in time");
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            LOG.error("an asynchronous request failed", event.getThrowable());
            fail("the asynchronous request failed");
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // The next round brings a watched context of its own.
        }
    }

    /** A listener of the application, which is shown this context rather than the one behind it. */
    private final class OfApplication implements AsyncListener {
        private final AsyncListener listener;
        private final @Nullable ServletRequest request;
        private final @Nullable ServletResponse response;

        OfApplication(AsyncListener listener, @Nullable ServletRequest request, @Nullable ServletResponse response) {
            this.listener = listener;
            this.request = request;
            this.response = response;
        }

        private AsyncEvent shown(AsyncEvent event) {
            return new AsyncEvent(WatchedAsyncContext.this, request, response, event.getThrowable());
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            listener.onComplete(shown(event));
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            listener.onTimeout(shown(event));
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            listener.onError(shown(event));
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            AsyncContext next = admission.async();
            listener.onStartAsync(next == null ? event : new AsyncEvent(next, request, response, event.getThrowable()));
        }
    }
}
