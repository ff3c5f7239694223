package io.countersign.provider.statuspageone;

import io.countersign.event.IncidentNotice;
import io.countersign.event.IncidentNotice.AffectedMonitor;
import io.countersign.event.IncidentNotice.Phase;
import io.countersign.event.IncidentNotice.Severity;
import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import io.countersign.internal.EventIds;
import io.countersign.internal.Facts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A monitor went down, stays down, or came back.
 *
 * <p>Its {@linkplain #notice() notice} is keyed by the monitor, as the sender has no incident. The phase is that of the
 * check: {@code UP} resolves; {@code DOWN} opens, and where the status before was {@code DOWN} too it is a further step of
 * the same outage (the sender escalates by repeating the alert at a higher level), so it updates. For a status that this
 * version does not know the {@code notification_type} decides; where that says nothing either, it is an update of low
 * severity: told rather than lost.
 *
 * <p>A monitor that is down is an error, and critical from {@code notification_level} 2 or five failures in a row on, the
 * number at which the sender's own example pages somebody.
 *
 * <p>Thread rule: immutable.
 *
 * @param monitor the monitor
 * @param checkResult the check that raised the alert
 * @param context how it came about
 */
public record MonitorAlert(Monitor monitor, CheckResult checkResult, AlertContext context)
        implements StatusPageOneEvent {
    static final String KIND = "monitor_alert";
    private static final int ESCALATED_LEVEL = 2;
    private static final int PAGING_FAILURES = 5;

    static MonitorAlert read(JsonObject json) throws PayloadException {
        JsonObject context = json.optionalObject("context");
        return new MonitorAlert(
                Monitor.read(json.object("monitor")),
                CheckResult.read(json.object("check_result")),
                context == null ? AlertContext.NONE : AlertContext.read(context));
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return Optional.of(new IncidentNotice(
                "statuspageone",
                EventIds.of(monitor.id()),
                phase(),
                Facts.oneLine(title()),
                severity(),
                checkResult.timestamp(),
                List.of(new AffectedMonitor(monitor.id(), monitor.name(), null, monitor.url())),
                List.of(),
                facts()));
    }

    private boolean isIncident() {
        return checkResult.isDown() || (!checkResult.isUp() && "incident".equals(context.notificationType()));
    }

    private boolean isRecovery() {
        return checkResult.isUp() || (!checkResult.isDown() && "recovery".equals(context.notificationType()));
    }

    private Phase phase() {
        if (isRecovery()) {
            return Phase.RESOLVED;
        }
        return isIncident() && !"DOWN".equals(context.previousStatus()) ? Phase.OPENED : Phase.UPDATED;
    }

    private Severity severity() {
        if (isRecovery()) {
            return Severity.INFO;
        }
        if (!isIncident()) {
            return Severity.WARNING;
        }
        return isAtLeast(context.notificationLevel(), ESCALATED_LEVEL)
                        || isAtLeast(context.consecutiveFailures(), PAGING_FAILURES)
                ? Severity.CRITICAL
                : Severity.ERROR;
    }

    private static boolean isAtLeast(@Nullable Integer value, int bound) {
        return value != null && value >= bound;
    }

    private String title() {
        String reason = checkResult.errorMessage();
        return monitor.name() + " is " + checkResult.status() + (reason == null || isRecovery() ? "" : ": " + reason);
    }

    private Map<String, String> facts() {
        return new Facts()
                .add("monitor_id", monitor.id())
                .add("status", checkResult.status())
                .add("region", checkResult.region())
                .add("error_message", checkResult.errorMessage())
                .add("status_code", checkResult.statusCode())
                .add("response_time", checkResult.responseTime())
                .add("consecutive_failures", context.consecutiveFailures())
                .add("notification_level", context.notificationLevel())
                .toMap();
    }
}
