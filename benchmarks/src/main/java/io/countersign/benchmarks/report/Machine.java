package io.countersign.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run took place.
 *
 * @param processor the model, or the architecture where the system does not tell the model
 * @param cores how many processors the JVM may use
 * @param memoryMebibytes how much memory the machine has
 * @param system the operating system
 * @param java the JDK that ran all but the virtual threads
 * @param javaOfVirtualThreads the {@code java} that ran those, or why none did
 * @param commit the commit that was measured, {@code +} where files had changed since
 */
public record Machine(
        String processor,
        int cores,
        long memoryMebibytes,
        String system,
        String java,
        String javaOfVirtualThreads,
        String commit) {
    /** A core that is busy for more of its time than this does other work. */
    private static final double QUIET = 0.3;

    static Machine thisOne(Optional<VirtualThreads> virtualThreads) {
        return thisOne(virtualThreads
                .map(jdk -> jdk.java().toString())
                .orElse("none found: set JAVA_HOME_25 to a JDK 21 or newer"));
    }

    /** This machine; {@code javaOfVirtualThreads} is what the report says of those. */
    public static Machine thisOne(String javaOfVirtualThreads) {
        return new Machine(
                processorModel(),
                Runtime.getRuntime().availableProcessors(),
                operatingSystem().getTotalMemorySize() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                javaOfVirtualThreads,
                System.getProperty("countersign.commit", "unknown"));
    }

    /** Says where a run takes place, and whether other work does too. */
    public void introduce(double loadBefore, PrintWriter out) {
        out.printf("%s, %d cores; %s%n", processor, cores, java);
        if (loadBefore > QUIET * cores) {
            out.printf("other work is running here (load %.1f): the figures are rough%n", loadBefore);
        }
    }

    /** The {@code java} that runs this. */
    public static Path thisJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** How many threads wanted to run in the last minute; negative where the system does not tell. */
    public static double load() {
        return operatingSystem().getSystemLoadAverage();
    }

    private static OperatingSystemMXBean operatingSystem() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String processorModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
