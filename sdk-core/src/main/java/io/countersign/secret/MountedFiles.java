package io.countersign.secret;

import io.countersign.secret.SecretFile.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one endpoint, looked at together. Confined to whoever looks. */
final class MountedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(MountedSecrets.class);

    /** How often the links may change while we read before we leave it for the next time. */
    private static final int MAX_ATTEMPTS = 3;

    private final List<MountedFile> files;
    private final Troubles troubles = new Troubles(LOG);

    MountedFiles(List<MountedFile> files) {
        this.files = files;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * At the start, where every file must hold a secret.
     *
     * @throws IllegalArgumentException where one does not
     */
    void takeFirst(Instant now) {
        List<Look> looks = lookTogether();
        if (looks == null) {
            throw new IllegalArgumentException("the links of the secrets' files change without end; mount them again");
        }
        for (int i = 0; i < looks.size(); i++) {
            String problem = looks.get(i).problem();
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
            files.get(i).take(looks.get(i), now);
        }
    }

    /** Later, where what is no secret changes nothing. Returns whether anything changed. */
    boolean takeAgain(Instant now) {
        List<Look> looks = lookTogether();
        boolean changed = false;
        for (int i = 0; looks != null && i < looks.size(); i++) {
            MountedFile file = files.get(i);
            troubles.note(file.file().id(), looks.get(i).problem(), now);
            if (file.take(looks.get(i), now)) {
                changed = true;
                LOG.info(
                        "the file of secret \"{}\" changed; what it holds now is accepted",
                        file.file().id());
            }
        }
        return changed;
    }

    /** One look at each file, all through links that did not change meanwhile; null where they would not stand still. */
    private @Nullable List<Look> lookTogether() {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            List<Look> looks = new ArrayList<>(files.size());
            files.forEach(file -> looks.add(file.file().look()));
            if (stoodStill(looks)) {
                return looks;
            }
        }
        return null;
    }

    private boolean stoodStill(List<Look> looks) {
        for (int i = 0; i < looks.size(); i++) {
            if (!Objects.equals(looks.get(i).realPath(), files.get(i).file().resolve())) {
                return false;
            }
        }
        return true;
    }
}
