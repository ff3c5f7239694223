package io.countersign;

import io.countersign.internal.ip.IpAddress;
import io.countersign.internal.ip.IpRange;
import io.countersign.verify.Delivery;
import io.countersign.verify.RejectionReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Judges a request by who connects: how often, how, and from where. Nothing that it finds proves anything; it can only refuse.
 * Safe for concurrent use.
 */
final class Door {
    private static final String PROXY_IN_FRONT =
            "if TLS ends at a proxy in front of this server, have it send X-Forwarded-Proto"
                    + " and name it in trusted-proxies, or, if it cannot, switch require-https off";

    private final PeerPolicy policy;
    private final List<IpRange> allowed;
    private final DeliveryLimit limit;
    private final Reporter reporter;
    private final AtomicBoolean toldOfPrivateProxy = new AtomicBoolean();
    private final AtomicBoolean toldOfPublicProxy = new AtomicBoolean();

    Door(ReceiverSettings<?> settings, Reporter reporter) {
        this.policy = settings.peers();
        this.allowed = policy.allowedOf(settings.provider());
        this.limit = settings.limit();
        this.reporter = reporter;
    }

    /** The answer, where it is not let in. */
    Optional<Answer> judge(Delivery head) {
        Client client = policy.proxies().clientOf(head);
        policy.proxies().unknownProxy(client, head).ifPresent(this::tellOfProxy);
        Optional<Duration> wait = limit.waitBefore(client);
        if (wait.isPresent()) {
            return Optional.of(tooMany(wait.get()));
        }
        if (!policy.takesUnencrypted() && client.tls() != Client.Tls.YES && !client.isLocal()) {
            return refuse(RejectionReason.NOT_ENCRYPTED, unencrypted(client));
        }
        return policy.asksForCertificate() ? judgeCertificate(client, head) : judgeAddress(client);
    }

    private Answer tooMany(Duration wait) {
        reporter.warn(
                Outcome.TOO_MANY,
                "a peer sends more deliveries than the limit allows; is it the provider, or a proxy of yours that is not among"
                        + " the trusted proxies?");
        return reporter.onScreened(null).of(Outcome.TOO_MANY, OutcomeTable.answer(Outcome.TOO_MANY, wait));
    }

    private static String unencrypted(Client client) {
        return switch (client.tls()) {
            case NO_SAYS_PROXY ->
                "a trusted proxy says that the sender came to it without TLS; set an https URL at the sender";
            case UNSAID_BY_PROXY ->
                "the trusted proxy " + client.peer() + " does not say how the sender came to it; have it say so"
                        + " (X-Forwarded-Proto, or proto in Forwarded)";
            case UNTOLD ->
                "the adapter does not say whether deliveries come by TLS; have it call Delivery.Builder.encrypted(...)";
            case YES, NO ->
                "a delivery came from " + (client.peer() == null ? "a peer without an address" : client.peer())
                        + " without TLS; set an https URL at the sender; " + PROXY_IN_FRONT;
        };
    }

    private Optional<Answer> judgeCertificate(Client client, Delivery head) {
        Optional<X509Certificate> shown = head.clientCertificate();
        if (shown.isEmpty()) {
            return refuse(RejectionReason.CLIENT_CERTIFICATE_MISSING);
        }
        return policy.accepts(shown.get()) ? judgeAddress(client) : refuse(RejectionReason.CLIENT_CERTIFICATE_MISMATCH);
    }

    private Optional<Answer> judgeAddress(Client client) {
        IpAddress address = client.address();
        if (allowed.isEmpty() || (address != null && allowed.stream().anyMatch(range -> range.contains(address)))) {
            return Optional.empty();
        }
        if (policy.isEnforced()) {
            return refuse(address == null ? RejectionReason.PEER_UNKNOWN : RejectionReason.PEER_NOT_ALLOWED);
        }
        reporter.peer(ReceiverListener.PeerEvent.NOT_ALLOWED);
        reporter.warn(
                ReceiverListener.PeerEvent.NOT_ALLOWED,
                "a delivery came from " + (address == null ? "an address that cannot be told" : address)
                        + ", which is not among the allowed ones, and is let in, since they are not enforced; if the"
                        + " provider sends from there now, add it");
        return Optional.empty();
    }

    private Optional<Answer> refuse(RejectionReason reason) {
        return refuse(reason, reason.advice());
    }

    private Optional<Answer> refuse(RejectionReason reason, String sentence) {
        reporter.warn(reason, "refused a delivery before its body was read: " + reason + ", " + sentence);
        return Optional.of(
                reporter.onScreened(reason).of(reason.isOurFault() ? Outcome.RETRY_LATER : Outcome.NOT_AUTHENTIC));
    }

    /** Once, and once more for an address out in the internet, so that a stranger cannot use up the line about the proxy. */
    private void tellOfProxy(IpAddress peer) {
        reporter.peer(ReceiverListener.PeerEvent.UNKNOWN_PROXY);
        AtomicBoolean told = peer.isPrivate() ? toldOfPrivateProxy : toldOfPublicProxy;
        if (told.compareAndSet(false, true)) {
            reporter.unknownProxy(peer.toString());
        }
    }
}
