package io.leasehold.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.profile.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirement: D3. */
class RedactorTests {

    private static final String SECRET_LETTERS = "abcXYZ0189 \"'<>&/\\+%=?#é€\t";
    private static final List<String> PIECES = List.of(
            " ",
            "\n",
            "\"",
            "'",
            ": ",
            "=",
            "&",
            "?",
            "#",
            "/",
            "://",
            "https",
            "http://h/p",
            "ws://h/x",
            "Cookie",
            "password",
            "\\\"",
            "token",
            "Bearer ",
            "eyJhbGciOi.J9abc.sig",
            "\u001B[31m",
            "\u0000",
            "…",
            "***",
            "a",
            "Zz9",
            "/run/x.sock",
            "{",
            "}",
            "user:pw@",
            ";");

    private final Redactor redactor = new Redactor();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Authorization: Bearer hunter22xyz      | Authorization: ***",
                "\"authorization\":\"Basic aHVudGVyMjI=\"} | \"authorization\":\"***\"}",
                "Set-Cookie: sid=hunter22; Path=/       | Set-Cookie: ***",
                "cookie=sid=hunter22                    | cookie=***",
                "sent Bearer hunter22.long ok           | sent Bearer *** ok",
                "got eyJhbGciOi.eyJodW50ZXIyMg.c2ln ok  | got *** ok",
                "user=ann password=hunter22 rest        | user=ann password=*** rest",
                "{\"userPassword\": \"hunter22 two\"}   | {\"userPassword\": \"***\"}",
                "{\\\"api_key\\\": \\\"hunter22 b\\\"}  | {\\\"api_key\\\": \\\"***\\\"}",
                "{\"name\": \"sid\", \"value\": \"hunter22\"} | {\"name\": \"sid\", \"value\": \"***\"}",
                "at http://u:hunter22@h:1/p?a=hunter22&b#hunter22 x | at http://h:1/p?a=…&… x",
                "ws://127.0.0.1:5/hunter22 failed       | ws://*** failed",
                "listens on /var/pw-1/a/hunter22.sock.  | listens on ***.",
                "-     - X-Acme-Ticket: hunter22        | -     - X-Acme-Ticket: ***",
                "-     - accept: text/html              | -     - accept: text/html",
                "    - text: a line of a snapshot       | - text: a line of a snapshot",
                "inside: the tests passed               | inside: the tests passed",
                "see http://h/p for the plan            | see http://h/p for the plan"
            })
    void takesOutWhatLooksLikeASecret(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/p?token=x&page=2#frag, http://h/p?token=…&page=…",
        "http://h/p#state=x, http://h/p",
        "/orders?q=x, /orders?q=…",
        "wss://h/secret?x, wss://***",
        "data:text/html;base64;x, data:…",
        "about:blank, about:blank",
        "https://user:pw@h/p, https://h/p",
        "http://h/?baretoken, http://h/?…",
        "http://h/reset/MQ/c5x3ab-0123456789abcdef0123456789abcdef/form?a, http://h/reset/MQ/…/form?…",
        "/join/aB3dE5gH7jK9mN1pQ3sT5, /join/…",
        "/orders/9b2e4c1a-77aa-4c1b-9d5e-0123456789ab/items/20261121000000000001, /orders/9b2e4c1a-77aa-4c1b-9d5e-0123456789ab/items/20261121000000000001",
        "/docs/507f1f77bcf86cd799439011/how-the-garden-grew-in-2026, /docs/507f1f77bcf86cd799439011/how-the-garden-grew-in-2026",
        "http://0123456789abcdef0123456789abcdef01.example/p, http://0123456789abcdef0123456789abcdef01.example/p"
    })
    void keepsOfAUrlThePlaceAndTheKeys(String url, String expected) {
        assertThat(redactor.redactUrl(url)).isEqualTo(expected);
    }

    @Test
    void stripsColoursAndControlCharactersAndFindsSecretsSplitByThem() {
        redactor.add(Secret.of("hunter22"));

        assertThat(redactor.redact("\u001B[31mred\u001B[0m\u0007 hun\u0000ter\u001B[1m22\u202E\n\tok"))
                .isEqualTo("red ***\n\tok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "abc", "   "})
    void leavesValuesAloneThatAreTooShortToTell(String value) {
        redactor.add(Secret.of(value));

        assertThat(redactor.redact("abc a   cab")).isEqualTo("abc a   cab");
    }

    @Test
    void findsASecretInsideTheBase64OfALongerText() {
        redactor.add(Secret.of("correct horse battery"));

        for (String user : List.of("a", "ab", "abc", "abcd")) {
            String encoded = Base64.getEncoder()
                    .encodeToString((user + ":correct horse battery!").getBytes(StandardCharsets.UTF_8));
            assertThat(redactor.redact("got " + encoded)).doesNotContain(encoded.substring(10, 24));
        }
    }

    @Test
    void showsNoKnownSecretInAnyForm() {
        Random random = seeded();
        for (int round = 0; round < 300; round++) {
            String secret = "Q7" + letters(random, 6 + random.nextInt(14)) + "q";
            Redactor fresh = new Redactor();
            fresh.add(Secret.of(secret));
            for (String form : forms(secret)) {
                assertThat(fresh.redact("before " + form + " after"))
                        .as("secret <%s> as <%s>", secret, form)
                        .isEqualTo("before *** after");
            }
        }
    }

    @Test
    void changesNothingTheSecondTime() {
        Random random = seeded();
        for (int round = 0; round < 2_000; round++) {
            Redactor fresh = new Redactor();
            fresh.add(Secret.of("Zz9" + letters(random, 4)));
            String text = IntStream.range(0, 12)
                    .mapToObj(any -> PIECES.get(random.nextInt(PIECES.size())))
                    .collect(Collectors.joining());
            String once = fresh.redact(text);
            assertThat(fresh.redact(once)).as("of <%s>", text).isEqualTo(once);
            String url = fresh.redactUrl(text);
            assertThat(fresh.redactUrl(url)).as("URL of <%s>", text).isEqualTo(url);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "password",
                "\\\"",
                "\"",
                "password=\"\\\"",
                "/",
                "eyJ",
                "http://",
                " \"name\":\"",
                "Bearer "
            })
    @Timeout(20)
    void isNotStalledByHostileText(String piece) {
        String text = piece.repeat(200_000 / piece.length());

        assertThat(redactor.redact(text).length()).isLessThanOrEqualTo(2 * text.length());
    }

    @Test
    void countsWhatItLearns() {
        long before = redactor.changes();
        redactor.add(Secret.of("hunter22"));
        long after = redactor.changes();
        redactor.add(Secret.of("hunter22"));
        redactor.add(Secret.of("abc"));

        assertThat(after).isGreaterThan(before);
        assertThat(redactor.changes()).isEqualTo(after);
    }

    private static List<String> forms(String secret) {
        String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
        return List.of(
                json.replace("\\", "\\\\").replace("\"", "\\\""),
                HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().withUpperCase().formatHex(secret.getBytes(StandardCharsets.UTF_8)),
                URLEncoder.encode(percent.replace("+", "%20"), StandardCharsets.UTF_8),
                secret,
                percent,
                percent.replace("+", "%20"),
                Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
                json,
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;"));
    }

    private static String letters(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(any -> String.valueOf(SECRET_LETTERS.charAt(random.nextInt(SECRET_LETTERS.length()))))
                .collect(Collectors.joining());
    }

    private static Random seeded() {
        long seed = Long.getLong("leasehold.test.seed", System.nanoTime());
        System.out.println("seed: -Dleasehold.test.seed=" + seed);
        return new Random(seed);
    }
}
