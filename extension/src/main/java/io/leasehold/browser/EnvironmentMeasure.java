package io.leasehold.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import io.leasehold.profile.EnvironmentFact;
import io.leasehold.profile.EnvironmentProbe;
import io.leasehold.profile.EnvironmentSettings;
import io.leasehold.profile.Profile;
import io.leasehold.profile.RegionSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures in a page what a profile expects around it. Changes nothing but where the page is. */
final class EnvironmentMeasure {

    private static final double REGION_LIMIT_MILLIS = 20_000;

    /** One zone has several names, and browsers do not agree which one they tell. */
    private static final String LOOK =
            """
            wanted => {
              const named = zone => new Intl.DateTimeFormat('en', {timeZone: zone}).resolvedOptions().timeZone;
              const here = new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
              let same = false;
              try { same = here === wanted || named(here) === named(wanted); } catch (e) { same = false; }
              return {timezone: String(here), same, languages: Array.from(navigator.languages || [], String)};
            }""";

    private static final Pattern NET_ERROR = Pattern.compile("net::(ERR_[A-Z_]{1,60})");

    private final Page page;
    private final Profile profile;
    private final EnvironmentSettings wanted;

    private EnvironmentMeasure(Page page, Profile profile) {
        this.page = page;
        this.profile = profile;
        this.wanted = profile.environment();
    }

    static EnvironmentSight look(Page page, Profile profile) {
        return new EnvironmentMeasure(page, profile).look();
    }

    private EnvironmentSight look() {
        Map<?, ?> seen = (Map<?, ?>) page.evaluate(LOOK, wanted.timezone().orElse(""));
        List<String> languages = seen.get("languages") instanceof List<?> tags
                ? tags.stream().map(String::valueOf).toList()
                : List.of();
        List<EnvironmentFact> facts =
                wanted.probe().map(probe -> probe.facts(page, profile)).orElse(List.of());
        Region region = wanted.proxyRegion().isPresent() ? region() : new Region(Optional.empty(), Optional.empty());
        return new EnvironmentSight(
                String.valueOf(seen.get("timezone")),
                Boolean.TRUE.equals(seen.get("same")),
                languages,
                region.name(),
                region.trouble(),
                facts);
    }

    private record Region(Optional<String> name, Optional<String> trouble) {
        static Region unknown(String why) {
            return new Region(Optional.empty(), Optional.of(why));
        }
    }

    private Region region() {
        if (wanted.region().isPresent()) {
            return asked(wanted.region().get());
        }
        Optional<String> told = wanted.probe().flatMap(this::told);
        return told.isPresent()
                ? new Region(told, Optional.empty())
                : Region.unknown("the environment's probe did not tell it");
    }

    private Optional<String> told(EnvironmentProbe probe) {
        return probe.proxyRegion(page, profile);
    }

    /** By the page itself, so that the question takes the way that the application's requests take. */
    private Region asked(RegionSource source) {
        try {
            Response answer = page.navigate(source.url(), new Page.NavigateOptions().setTimeout(REGION_LIMIT_MILLIS));
            if (answer == null || !answer.ok()) {
                return Region.unknown("regionUrl answered with status " + (answer == null ? "none" : answer.status()));
            }
            JsonNode node = new ObjectMapper().readTree(answer.text());
            for (String step : source.field().split("\\.")) {
                node = node.path(step);
            }
            return node.isValueNode() && !node.isNull() && !node.asText().isBlank()
                    ? new Region(Optional.of(node.asText()), Optional.empty())
                    : Region.unknown("the answer of regionUrl has no value at '" + source.field() + "'");
        } catch (JsonProcessingException e) {
            return Region.unknown("regionUrl did not answer with JSON");
        } catch (PlaywrightException e) {
            Matcher known = NET_ERROR.matcher(String.valueOf(e.getMessage()));
            return Region.unknown(
                    "regionUrl could not be loaded" + (known.find() ? " (" + known.group(1) + ")" : " in time"));
        }
    }
}
