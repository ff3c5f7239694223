package io.countersign.benchmarks.http;

import io.countersign.provider.preset.RawEvent;
import io.countersign.servlet.WebhookFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The handler as a servlet. */
final class HookServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Target target;

    HookServlet(Target target) {
        this.target = target;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (target.variant()) {
            case BARE -> target.handle(request.getInputStream().readAllBytes());
            case BY_HAND -> checkByHand(request, response);
            case VERIFIED, CLAIMED ->
                target.handle(WebhookFilter.event(request, RawEvent.class).body());
        }
    }

    private void checkByHand(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        if (HandCheck.isAuthentic(
                request.getHeader("webhook-id"),
                request.getHeader("webhook-timestamp"),
                request.getHeader("webhook-signature"),
                body)) {
            target.handle(body);
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }
}
