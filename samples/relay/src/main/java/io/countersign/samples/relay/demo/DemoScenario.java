package io.countersign.samples.relay.demo;

import io.countersign.testkit.SamplePayloads;
import io.countersign.testkit.Senders;
import io.countersign.testkit.SignedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;

/**
 * Everything that the demo sends, in order, with what should come of it.
 *
 * <p>Thread rule: confined to one thread.
 */
final class DemoScenario {
    private static final int TWO_MEGABYTES = 2_000_000;

    private final DemoClient client;
    private final DemoSecrets secrets;
    private final StandIn pagerDuty;
    private final StandIn slack;
    private final Instant now;
    private final List<DemoRow> rows = new ArrayList<>();

    DemoScenario(DemoClient client, DemoSecrets secrets, StandIn pagerDuty, StandIn slack, Instant now) {
        this.client = client;
        this.secrets = secrets;
        this.pagerDuty = pagerDuty;
        this.slack = slack;
        this.now = now;
    }

    List<DemoRow> rows() {
        statusPulse();
        statusPageOne();
        metaplane();
        elastio();
        mar();
        return List.copyOf(rows);
    }

    private void statusPulse() {
        Simulator simulator = Simulators.statusPulse(secrets);
        standard(simulator, n -> SamplePayloads.statusPulseOpened("INC-" + n, now));
        resolves(simulator, SamplePayloads.statusPulseResolved("INC-1", now.plusSeconds(60)));
        dualSignature(simulator);
        http(simulator);
        downstreamDown(simulator);
    }

    private void standard(Simulator simulator, IntFunction<byte[]> incidents) {
        rows.addAll(simulator.rows(client, pagerDuty, incidents));
    }

    private void dualSignature(Simulator simulator) {
        one(
                simulator,
                "signed with both secrets",
                "200 handled",
                1,
                Senders.statusPulse(secrets.statusPulse.previous, secrets.statusPulse.current)
                        .deliver(SamplePayloads.statusPulseOpened("INC-5", now)));
    }

    private void http(Simulator simulator) {
        SignedRequest delivery = simulator.sender().deliver(SamplePayloads.statusPulseOpened("INC-6", now));
        one(simulator, "GET handshake", "200", 0, delivery.withBody(new byte[0]).withMethod("GET"));
        one(simulator, "PUT", "405", 0, delivery.withMethod("PUT"));
        one(simulator, "a body of 2 MB", "413", 0, simulator.sender().deliver(new byte[TWO_MEGABYTES]));
    }

    /** PagerDuty knows a repeated event by its key, so it comes first, and a failing Slack repeats nothing but that. */
    private void downstreamDown(Simulator simulator) {
        SignedRequest seventh = simulator.sender().deliver(SamplePayloads.statusPulseOpened("INC-7", now));
        whileAnswering(simulator, "while PagerDuty is down", pagerDuty, 0, seventh, 500);
        one(simulator, "the sender's retry, PagerDuty up again", "200 handled", 1, seventh);
        SignedRequest eighth = simulator.sender().deliver(SamplePayloads.statusPulseOpened("INC-8", now));
        whileAnswering(simulator, "while Slack is busy (429)", slack, 1, eighth, 429);
        one(simulator, "the sender's retry, Slack ready again", "200 handled", 1, eighth);
    }

    private void whileAnswering(
            Simulator simulator, String sent, StandIn standIn, int pages, SignedRequest delivery, int status) {
        rows.add(new DemoRow(simulator.name(), sent, "503 retry", pages, 0, () -> {
            standIn.answerNext(status);
            return client.send(delivery, simulator.endpoint());
        }));
    }

    private void statusPageOne() {
        Simulator simulator = Simulators.statusPageOne(secrets);
        standard(simulator, n -> SamplePayloads.statusPageOneAlert("mon_" + n, "DOWN", now));
        resolves(simulator, SamplePayloads.statusPageOneAlert("mon_1", "UP", now.plusSeconds(60)));
    }

    private void metaplane() {
        Simulator simulator = Simulators.metaplane(secrets);
        standard(simulator, n -> SamplePayloads.metaplaneIncident("2634" + n, "idem-" + n, "opened", now));
        resolves(simulator, SamplePayloads.metaplaneIncident("26341", "idem-5", "resolved", now.plusSeconds(60)));
        byte[] another = SamplePayloads.metaplaneIncident("26346", "idem-6", "opened", now);
        to(
                "metaplane-path",
                simulator,
                "token in the path",
                "200 handled",
                1,
                Senders.path(secrets.metaplanePath).deliver(another));
        to(
                "metaplane-path",
                simulator,
                "wrong token in the path",
                "401",
                0,
                Senders.path(DemoSecrets.unknown()).deliver(another));
        to(
                "metaplane-open",
                simulator,
                "to an endpoint open by name (auth: none)",
                "200 handled",
                1,
                Senders.unauthenticated().deliver(another));
    }

    private void elastio() {
        Simulator simulator = Simulators.elastio(secrets);
        standard(simulator, n -> SamplePayloads.elastioUnhealthy(now, "e-" + n));
        SignedRequest envelope = simulator.sender().deliver(SamplePayloads.elastioUnhealthy(now, "e-5", "e-6", "e-7"));
        rows.add(
                new DemoRow(simulator.name(), "an envelope of 3, PagerDuty fails on the 2nd", "503 retry", 2, 2, () -> {
                    pagerDuty.answerNext(202, 500, 202);
                    return client.send(envelope, simulator.endpoint());
                }));
        one(simulator, "the retry of it: only the 2nd goes out", "200 handled", 1, envelope);
        one(simulator, "the envelope once more", "200 duplicate", 0, envelope);
    }

    private void mar() {
        Simulator simulator = Simulators.mar(secrets);
        standard(simulator, n -> SamplePayloads.marEvent("alert.triggered", "a-" + n, now));
        resolves(simulator, SamplePayloads.marEvent("alert.resolved", "a-1", now.plusSeconds(60)));
        one(
                simulator,
                "an event that is no incident",
                "200 handled",
                0,
                simulator.sender().deliver(SamplePayloads.marEvent("cluster.created", "a-5", now)));
        SignedRequest signed =
                Simulators.marWithHmac(secrets).deliver(SamplePayloads.marEvent("alert.triggered", "a-6", now));
        to("mar-signed", simulator, "with an HMAC header", "200 handled", 1, signed);
        to("mar-signed", simulator, "with an HMAC header, tampered", "401", 0, signed.tampered());
    }

    private void resolves(Simulator simulator, byte[] resolved) {
        SignedRequest delivery = simulator.sender().deliver(resolved);
        rows.add(new DemoRow(simulator.name(), "the incident is resolved", "200 handled, same key", 1, 1, () -> {
            String answer = client.send(delivery, simulator.endpoint());
            JsonNode last = lastPage();
            boolean closesIt = last.path("event_action").asString("").equals("resolve") && wasTriggered(last);
            return answer + (closesIt ? ", same key" : ", ANOTHER KEY");
        }));
    }

    private boolean wasTriggered(JsonNode resolved) {
        return pagerDuty.accepted().stream()
                .anyMatch(page -> page.path("event_action").asString("").equals("trigger")
                        && page.path("dedup_key").equals(resolved.path("dedup_key")));
    }

    private JsonNode lastPage() {
        List<JsonNode> pages = pagerDuty.accepted();
        return pages.get(pages.size() - 1);
    }

    private void one(Simulator simulator, String sent, String answer, int forwards, SignedRequest delivery) {
        rows.add(simulator.row(sent, answer, forwards, client, delivery));
    }

    private void to(
            String endpoint, Simulator simulator, String sent, String answer, int forwards, SignedRequest delivery) {
        rows.add(
                new DemoRow(simulator.name(), sent, answer, forwards, forwards, () -> client.send(delivery, endpoint)));
    }
}
