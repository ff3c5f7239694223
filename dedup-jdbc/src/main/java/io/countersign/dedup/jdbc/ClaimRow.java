package io.countersign.dedup.jdbc;

import io.countersign.dedup.Claim;
import io.countersign.dedup.ClaimRequest;
import io.countersign.dedup.ClaimResult;
import io.countersign.dedup.Completion;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a statement says of an event that somebody asked for. Immutable.
 *
 * @param isMine whether the one who asks holds it
 * @param holdsFor for how many microseconds more nobody else can have it
 */
record ClaimRow(
        State state,
        int attempts,
        long fence,
        int status,
        boolean hasSameBody,
        boolean isMine,
        long holdsFor,
        boolean takenOver,
        boolean bodyChanged) {

    /** The states of a row, by the number that stands for them. */
    enum State {
        RELEASED,
        IN_PROGRESS,
        COMPLETED;

        static State read(ResultSet row) throws SQLException {
            return values()[row.getInt(1)];
        }
    }

    /** The columns in this order; what is null in the row is zero or false here. */
    static ClaimRow read(ResultSet row) throws SQLException {
        return new ClaimRow(
                State.read(row),
                row.getInt(2),
                row.getLong(3),
                row.getInt(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getLong(7),
                row.getBoolean(8),
                row.getBoolean(9));
    }

    /** What it means for who asked, or null where the row could be claimed by now. */
    @Nullable
    ClaimResult answer(ClaimRequest request) {
        if (state == State.IN_PROGRESS && isMine) {
            Claim claim = new Claim(request.key(), request.owner(), fence);
            return new ClaimResult.Acquired(claim, attempts, takenOver, bodyChanged);
        }
        if (holdsFor <= 0) {
            return null;
        }
        if (state == State.IN_PROGRESS) {
            return new ClaimResult.InProgress(Micros.toDuration(holdsFor));
        }
        Completion completion = new Completion(status);
        return hasSameBody ? new ClaimResult.Duplicate(completion) : new ClaimResult.Conflict(completion);
    }
}
