package io.leasehold.evidence;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a page's session has for tokens now: cookies, what its origin has stored in the browser, and what its forms
 * carry unseen.
 */
final class SessionTokens {

    /** A page without an origin of its own has no storage, and says so by an error. */
    private static final String KEPT =
            """
            () => ({
              stored: [() => localStorage, () => sessionStorage].flatMap(storage => {
                try { return Object.values(storage()).map(String); } catch { return []; }
              }),
              carried: [...document.querySelectorAll('input[type=hidden], meta[name*=csrf i], meta[name*=token i]')]
                .map(one => String(one.value ?? one.content ?? '')),
            })""";

    private SessionTokens() {}

    static Set<String> of(Page page) {
        Set<String> tokens = new HashSet<>();
        for (Cookie cookie : page.context().cookies()) {
            if (Boolean.TRUE.equals(cookie.httpOnly) || cookie.value.length() >= StoredTokens.SHORTEST) {
                tokens.add(cookie.value);
            }
        }
        Map<?, ?> kept = (Map<?, ?>) page.evaluate(KEPT);
        texts(kept.get("stored")).forEach(value -> tokens.addAll(StoredTokens.in(value)));
        texts(kept.get("carried")).filter(StoredTokens::looksRandom).forEach(tokens::add);
        return tokens;
    }

    private static Stream<String> texts(@Nullable Object list) {
        return list instanceof List<?> values ? values.stream().map(String::valueOf) : Stream.empty();
    }
}
