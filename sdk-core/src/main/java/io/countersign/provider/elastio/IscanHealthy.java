package io.countersign.provider.elastio;

import io.countersign.event.IncidentNotice;
import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scan found nothing in a recovery point. Labels that were not sent are {@code null}.
 *
 * <p>Its notice resolves what {@link IscanUnhealthy} opened for the same asset. Where neither the asset nor the recovery point
 * is named there is nothing that could be resolved, and no notice.
 *
 * <p>Thread rule: immutable.
 *
 * @param header what every event has
 * @param humanReadableRecoveryPointId the recovery point that was scanned
 * @param cloudConnectorAssetId the asset that it is of
 * @param numberOfMalwareThreats how many threats of malware were found
 * @param numberOfRansomwareThreats how many threats of ransomware were found
 */
public record IscanHealthy(
        EventHeader header,
        @Nullable String humanReadableRecoveryPointId,
        @Nullable String cloudConnectorAssetId,
        @Nullable Integer numberOfMalwareThreats,
        @Nullable Integer numberOfRansomwareThreats)
        implements ElastioEvent {
    static final String KIND = "elastio:recovery-point:iscan:healthy";

    static IscanHealthy read(EventHeader header, JsonObject json) throws PayloadException {
        return new IscanHealthy(
                header,
                json.optionalText("human_readable_recovery_point_id"),
                json.optionalText("cloud_connector_asset_id"),
                json.optionalInt("number_of_malware_threats"),
                json.optionalInt("number_of_ransomware_threats"));
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return ScanNotice.ofHealthy(this);
    }
}
