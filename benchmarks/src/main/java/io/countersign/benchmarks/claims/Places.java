package io.countersign.benchmarks.claims;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Every place that starts here. Confined to one thread. */
final class Places implements AutoCloseable {
    private final Map<Place.Kind, Place> started = new EnumMap<>(Place.Kind.class);

    private Places() {}

    /** Starts all of them; one that does not start here is said, and left out. */
    static Places start(Scratch scratch, PrintWriter out) throws IOException {
        Places places = new Places();
        for (Place.Kind kind : Place.Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            try {
                places.started.put(kind, Place.start(kind, scratch.folder(name)));
            } catch (IOException | IllegalStateException failed) {
                out.printf("%s is left out: %s%n", name, failed.getMessage());
            }
        }
        return places;
    }

    /** Those whose place is here, in the order of {@link Side}. */
    List<Side> sides() {
        return Stream.of(Side.values())
                .filter(side -> started.containsKey(side.place))
                .toList();
    }

    Place of(Side side) {
        return requireNonNull(started.get(side.place));
    }

    @Override
    public void close() {
        started.values().forEach(Place::close);
    }
}
