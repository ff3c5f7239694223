package io.countersign.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What the rows of the outcome table look like. Stateless. */
final class Answered {
    private static final String OUTCOME = "Webhook-Outcome";

    private Answered() {}

    /** An answer to somebody authentic, with what became of the delivery. */
    static void withOutcome(HttpResponse<String> answer, int status, String outcome) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues(OUTCOME)).containsExactly(outcome);
        assertThat(answer.body()).isEmpty();
    }

    /** An answer that says no more than its status. */
    static void plainly(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues(OUTCOME)).isEmpty();
    }

    /** A 503 that asks for a retry within a minute, and holds nothing of what the application said. */
    static void retryLater(HttpResponse<String> answer) {
        asksToWait(answer, 503);
        assertThat(answer.body()).isEqualTo("retry later\n");
    }

    static void asksToWait(HttpResponse<String> answer, int status) {
        plainly(answer, status);
        assertThat(answer.headers().allValues("Retry-After"))
                .singleElement()
                .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
    }
}
