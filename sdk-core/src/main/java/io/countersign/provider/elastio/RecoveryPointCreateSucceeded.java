package io.countersign.provider.elastio;

import io.countersign.event.IncidentNotice;
import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backup succeeded. Labels that were not sent are {@code null}. Good news is nobody's incident: there is no notice.
 *
 * <p>Thread rule: immutable.
 *
 * @param header what every event has
 * @param humanReadableRecoveryPointId the recovery point
 * @param cloudConnectorAssetId the asset that was backed up
 * @param sourceCloudConnectorAssetId the asset that it belongs to, for example the machine of a disk
 * @param cloudConnectorId the connector that ran it
 * @param assetName what a person calls the asset; the sender's sample has an empty one
 * @param accountId the cloud account
 * @param region the cloud region
 * @param vaultName the vault that holds the recovery point
 * @param backupType the kind of backup, for example {@code aws_ebs}
 * @param recoveryPointType for example {@code incremental}
 * @param tags the tags of the recovery point; may be empty
 * @param counters every whole number that was sent, by its name as sent: {@code bytes_read}, {@code chunks_created},
 *     {@code hashing_duration_nanos} and their like, about twenty, each with its unit in its name
 */
public record RecoveryPointCreateSucceeded(
        EventHeader header,
        @Nullable String humanReadableRecoveryPointId,
        @Nullable String cloudConnectorAssetId,
        @Nullable String sourceCloudConnectorAssetId,
        @Nullable String cloudConnectorId,
        @Nullable String assetName,
        @Nullable String accountId,
        @Nullable String region,
        @Nullable String vaultName,
        @Nullable String backupType,
        @Nullable String recoveryPointType,
        Map<String, String> tags,
        Map<String, Long> counters)
        implements ElastioEvent {
    static final String KIND = "elastio:recovery-point:create:succeeded";

    /** Copies the maps, in their order. */
    public RecoveryPointCreateSucceeded {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }

    static RecoveryPointCreateSucceeded read(EventHeader header, JsonObject json) throws PayloadException {
        return new RecoveryPointCreateSucceeded(
                header,
                json.optionalText("human_readable_recovery_point_id"),
                json.optionalText("cloud_connector_asset_id"),
                json.optionalText("source_cloud_connector_asset_id"),
                json.optionalText("cloud_connector_id"),
                json.optionalText("asset_name"),
                json.optionalText("account_id"),
                json.optionalText("region"),
                json.optionalText("vault_name"),
                json.optionalText("backup_type"),
                json.optionalText("recovery_point_type"),
                json.textMap("tags"),
                json.wholeNumbers());
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return Optional.empty();
    }
}
