package io.countersign.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The ways to write a path that one reader takes for it and another does not: what somebody tries who wants a request to
 * reach a handler and to miss the filter in front of it.
 *
 * <pre>{@code
 * for (String target : PathSpellings.of("/webhooks/statuspulse")) {
 *     socket.write(("POST " + target + " HTTP/1.1\r\n...").getBytes(ISO_8859_1));
 * }
 * }</pre>
 *
 * <p>Most are legal, some no server should take. Write them to a socket yourself: clients mend or refuse them.
 *
 * <p>Thread rule: stateless.
 */
public final class PathSpellings {
    /** The authority of those that are whole URLs; send it as {@code Host} too, since servers compare the two. */
    public static final String AUTHORITY = "localhost";

    /** What may stand for a slash, or hide between two. */
    private static final List<String> SLASHES = words("""
            // /// /./ /.// //./ /././ /%2e/ /%2E/ /x/../ /x/%2e%2e/ /x/%2E%2E/ /x/.%2e/ /x/%2e./ /x//../ /x/./../
            /;/ /;x/ /;x=y/ ;/ ;x/ ;x=y/ ;x=y;z/ /.;/ /.;x/ /.;x=y/ /x/..;/ /x/..;x/ /x/..;x=y/ /x;/../ /x;y=z/../
            /x/%2e%2e;/ /x/%2e%2e%3b/ /x%2f../ /x%2f..%2f /x/..%2f /x/..%5c /..;/ /../ %2f %2F %2f/ /%2f /%2f/
            %2f%2f %5c %5C \\ /\\ \\/ \\\\ /%5c /.\\ /x\\..\\ %252f %252F %255c /%252e/ /x/%252e%252e/ %25252f
            %c0%af %C0%AF %c1%9c %e0%80%af %f0%80%80%af %c0%2f %ef%bc%8f %e2%88%95 %e2%81%84 %ef%bc%bc
            \u00ef\u00bc\u008f /%c0%ae/ /x/%c0%ae%c0%ae/ /x/%e0%80%ae%e0%80%ae/ /x/%ef%bc%8e%ef%bc%8e/ /%00/ %00/
            /%00 /%0a/ %0a/ /%0a /%0d/ /%0d%0a/ /%09/ /%20/ %20/ /%20 /%ff/ /%u002f %u002f %u2215 /.../ /~/ /*/ /%/
            /%2/ /%zz/ /?/ /#/ /%3f/ /%23/""", "/ /", "/\t/");

    /** What may stand behind a path, or be taken for its end. */
    private static final List<String> ENDS = words("""
            / // /// /. /./ /.. /../ /.// /%2e /%2E /%2e/ /%2e%2e /%2e%2e/ /x/.. /x/../ /x/%2e%2e /x/..; /x/..;/
            /x/..%2f /..; /..;/ /.; /.;/ /.;x=y %2f %2F %2f%2f %2f. %5c %5C \\ /\\ %252f %255c %c0%af %e0%80%af
            %ef%bc%8f ; ;x ;x=y ;x=y;z ;x=y;z= ;; ;= ;/ ;x/ ;x=y/ /; /;x /;x=y ;%2f ;x=/../ ;x=%2f.. ;x=/../..
            ;jsessionid= ;jsessionid=0123456789ABCDEF ;JSESSIONID=0123456789ABCDEF ;jsessionid=x/ /;jsessionid=x
            ;jsessionid=x?y ;jsessionid=x;y %3b %3B %3bx %3bjsessionid=x %253b ;%00 ;%0a %00 %00/ /%00 %00.json
            %2500 %0a %0A %0a/ /%0a %0ax %0d %0d%0a %0d%0aX:%20y %250a %09 %0b %0c %1f %7f %85 %c2%85 %20 %20/ /%20
            %20%20 + %2b %a0 %c2%a0 %e2%80%8b %e2%80%a8 %e3%80%80 %ef%bb%bf %cc%81 %c0%a0 %ff %c3 %c3%28 %u0000
            %u002e %u3000 . .. ... ./ %2e %2e%2e %c0%ae %ef%bc%8e .json .xml .html .do .action .jsp /index.html
            /index.jsp /.css /x.css ;.css ;x.css %3b.css %00.css %0a.css %23.css %3f.css ?.css ? ?? ?x ?x=y ?x=y&x=z
            ?/ ?/.. ?/../.. ?;x ?# ?%00 ?%0a ?x=%2f ?x=/../ ?% ?%zz ?\\ ?_method=PUT ?_method=GET ?jsessionid=x /?
            /?x /./?x //?x ;?x ;x?y %3f %3Fx=y %253f # #x ?x#y /# %23 %23x * /* %2a ~ ~1 ::$DATA %3a%3a$DATA : @x
            &x=y = , ! ' " < % %2 %zz {x} [x] | ^ ` %60 \u00e2\u0080\u008b""", " ", "\t", "\u0000", "\u00a0");

    /** What may stand in front of a path and come to nothing. */
    private static final List<String> FRONTS = words("""
            / // /. /./ /.. /../.. /%2e /%2e%2e /%2e%2e/%2e%2e /x/.. /x/../y/.. /x/%2e%2e /x//.. /; /;x /;x=y /.;
            /.;x=y /..; /..;x=y /x/..; /x;/.. /x;y=z/.. /%2e%2e; /x/%2e%2e; /public;/.. /static/.. /static/..;
            /static/%2e%2e /static/..%2f /static/..%5c /static/%252e%252e /WEB-INF/.. /META-INF/..; %2f /%2f %2f..
            %5c /%5c \\ /\\ /\\.. /x\\.. /x%5c.. /x/..%c0%af /%c0%ae%c0%ae /x/%c0%ae%c0%ae /%00 /%00/.. /%0a /%0a/..
            /%0d%0a /%20 /%09 /+ /~ /* /? /# /%3f /%23 /%ff/.. /%/.. . .. %2e x/.. ; %00 %ef%bb%bf *""", " ", "\t");

    /** What a path may be the path of. */
    private static final List<String> URLS = words("""
            http://localhost HTTP://localhost https://localhost http://localhost:80 http://localhost. http://x@localhost
            http://x:y@localhost http://localhost/. http://localhost/x/.. http://localhost/x/..; http://localhost/ http://
            http:/ http: ws://localhost ftp://localhost file:// //localhost http://x http://127.0.0.1 http://[::1]
            http://localhost? http://localhost# http://localhost\\ http://localhost;x jar:http://localhost!""");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    /** For each letter one that looks like it, or that a change of case takes for it (the Kelvin sign, the long s). */
    private static final String LOOK_ALIKES =
            "\u0430\u0184\u0441\u0501\u0435\u0493\u0261\u04bb\u0456\u0458\u212a\u04cf\u043c"
                    + "\u0578\u043e\u0440\u051b\u0433\u017f\u0442\u057d\u0475\u0461\u0445\u0443\u1d22";

    private PathSpellings() {}

    private static List<String> words(String separated, String... others) {
        List<String> words = new ArrayList<>(List.of(separated.split("\\s+", -1)));
        words.addAll(List.of(others));
        return List.copyOf(words);
    }

    /**
     * The spellings of that path, as targets of a request line, the plain one first. Each character stands for one byte.
     *
     * @param path a plain path such as {@code /webhooks/statuspulse}; of two segments or more there are over 500 spellings
     * @throws IllegalArgumentException where it is not letters, digits and dashes in segments, each behind a slash
     */
    public static List<String> of(String path) {
        if (!path.matches("(/[A-Za-z0-9-]+)+")) {
            throw new IllegalArgumentException("not a plain path, such as /webhooks/statuspulse");
        }
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(path);
        addSlashes(path, spellings);
        ENDS.forEach(end -> spellings.add(path + end));
        FRONTS.forEach(front -> spellings.add(front + path));
        addPairs(path, spellings);
        addLetters(path, spellings);
        addWholes(path, spellings);
        addUrls(path, spellings);
        return new ArrayList<>(spellings);
    }

    /** Each slash on its own, and all of them. */
    private static void addSlashes(String path, Set<String> spellings) {
        for (String slash : SLASHES) {
            for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
                spellings.add(path.substring(0, at) + slash + path.substring(at + 1));
            }
            spellings.add(path.replace("/", slash));
        }
    }

    /** Something in front and something behind: each has the other reader look elsewhere. */
    private static void addPairs(String path, Set<String> spellings) {
        for (String front : List.of("/.", "//", "/;x", "/x/..", "/x/..;", "/%2e", "/x/%2e%2e")) {
            for (String end : List.of("/", "/.", ";x", "/;x", ".json", "%00", "?x", "%2f", "/..;/")) {
                spellings.add(front + path + end);
            }
        }
    }

    /** Each letter in the ways that a decoder, a change of case or an eye takes for it. */
    private static void addLetters(String path, Set<String> spellings) {
        for (int at = 1; at < path.length(); at++) {
            char c = path.charAt(at);
            String before = path.substring(0, at);
            String after = path.substring(at + 1);
            for (String one : List.of(
                    percent(c),
                    percent(c).toUpperCase(Locale.ROOT),
                    "%25" + percent(c).substring(1),
                    overlong(c),
                    unicode(c),
                    fullWidth(c),
                    lookAlike(c),
                    swappedCase(c))) {
                spellings.add(before + one + after);
            }
            for (String between : List.of("%00", "%0a", ";", "%ad", "%e2%80%8b", "%08")) {
                spellings.add(before + between + c + after);
            }
        }
    }

    private static void addWholes(String path, Set<String> spellings) {
        StringBuilder once = new StringBuilder("/");
        for (char c : path.substring(1).toCharArray()) {
            once.append(c == '/' ? "/" : percent(c));
        }
        spellings.add(once.toString());
        spellings.add(once.toString().replace("%", "%25"));
        spellings.add(once.toString().replace("%", "%2525"));
        spellings.add(once.toString().replace("/", "%2f"));
        spellings.add(path.toUpperCase(Locale.ROOT));
        spellings.add(path.toLowerCase(Locale.ROOT));
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            spellings.add(path.substring(0, at + 1) + swappedCase(path.charAt(at + 1)) + path.substring(at + 2));
            spellings.add(path.substring(0, at + 1) + path.substring(at + 1).toUpperCase(Locale.ROOT));
        }
        spellings.add(path + path);
        spellings.add(path + "/.." + path.substring(path.lastIndexOf('/')));
        spellings.add(path + ";/.." + path.substring(path.lastIndexOf('/')));
        spellings.add(path.substring(1));
        spellings.add("*");
        spellings.add("/");
    }

    private static void addUrls(String path, Set<String> spellings) {
        URLS.forEach(before -> spellings.add(before + path));
        for (String end : List.of("/", "/.", ";x", "?x", "#x", "%2f", "/..;/", "%00")) {
            spellings.add("http://" + AUTHORITY + path + end);
        }
    }

    private static String percent(char c) {
        return String.format("%%%02x", (int) c);
    }

    /** Two bytes where UTF-8 has one. */
    private static String overlong(char c) {
        return percent((char) (0xc0 | (c >> 6))) + percent((char) (0x80 | (c & 0x3f)));
    }

    private static String unicode(char c) {
        return String.format("%%u%04x", (int) c);
    }

    /** The wide form that East Asian text has of every ASCII character, which compatibility normal forms undo. */
    private static String fullWidth(char c) {
        return c == '/' ? "%ef%bc%8f" : utf8((char) (c + 0xfee0));
    }

    private static String lookAlike(char c) {
        int letter = LETTERS.indexOf(Character.toLowerCase(c));
        return letter < 0 ? percent(c) : utf8(LOOK_ALIKES.charAt(letter));
    }

    private static String utf8(char c) {
        StringBuilder encoded = new StringBuilder();
        for (char b : new String(String.valueOf(c).getBytes(UTF_8), ISO_8859_1).toCharArray()) {
            encoded.append(percent(b));
        }
        return encoded.toString();
    }

    private static String swappedCase(char c) {
        return String.valueOf(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
}
