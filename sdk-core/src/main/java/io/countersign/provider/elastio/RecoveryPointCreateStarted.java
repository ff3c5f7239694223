package io.countersign.provider.elastio;

import io.countersign.event.IncidentNotice;
import io.countersign.event.PayloadException;
import io.countersign.event.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backup began. Labels that were not sent are {@code null}. A backup at work is nobody's incident: there is no notice.
 *
 * <p>Thread rule: immutable.
 *
 * @param header what every event has
 * @param humanReadableRecoveryPointId the recovery point
 * @param cloudConnectorAssetId the asset that is backed up
 * @param sourceCloudConnectorAssetId the asset that it belongs to, for example the machine of a disk
 * @param cloudConnectorId the connector that runs it
 * @param assetKind the kind of asset, for example {@code ebs}
 * @param backupType the kind of backup, for example {@code aws_ec2}
 * @param backupPolicyName the policy that asked for it
 * @param backupStart when it began
 */
public record RecoveryPointCreateStarted(
        EventHeader header,
        @Nullable String humanReadableRecoveryPointId,
        @Nullable String cloudConnectorAssetId,
        @Nullable String sourceCloudConnectorAssetId,
        @Nullable String cloudConnectorId,
        @Nullable String assetKind,
        @Nullable String backupType,
        @Nullable String backupPolicyName,
        @Nullable Instant backupStart)
        implements ElastioEvent {
    static final String KIND = "elastio:recovery-point:create:started";

    static RecoveryPointCreateStarted read(EventHeader header, JsonObject json) throws PayloadException {
        return new RecoveryPointCreateStarted(
                header,
                json.optionalText("human_readable_recovery_point_id"),
                json.optionalText("cloud_connector_asset_id"),
                json.optionalText("source_cloud_connector_asset_id"),
                json.optionalText("cloud_connector_id"),
                json.optionalText("asset_kind"),
                json.optionalText("backup_type"),
                json.optionalText("backup_policy_name"),
                json.optionalTime("backup_start"));
    }

    @Override
    public Optional<IncidentNotice> notice() {
        return Optional.empty();
    }
}
