package io.leasehold.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.ProfileId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names that stand for several profiles, and what profiles are for. Requirement: P1. */
class PoolsAndSeatsTests {

    private static final String WHOLE =
            """
            {
              "baseUrl": "http://shop.example",
              "profiles": {
                "buyer-eu": { "accountId": "eu@shop.example", "platform": "shop", "group": "eu-buyers",
                              "allowedTasks": ["checkout", "returns"] },
                "buyer-us": { "accountId": "us@shop.example", "platform": "shop", "group": "us-buyers" },
                "desk": { "accountId": "desk@shop.example", "platform": "shop", "seats": 3 }
              },
              "pools": {
                "buyer": { "members": ["buyer-us", "buyer-eu"] },
                "eu": { "platform": "shop", "group": "eu-buyers" },
                "shop": { "platform": "shop" },
                "mixed": { "members": ["desk#2", "buyer-eu", "desk"] }
              }
            }
            """;

    private static List<String> names(ProfilesFile file, String name) {
        return file.candidates(name).stream()
                .map(profile -> profile.id().value())
                .toList();
    }

    @Test
    void aPoolHasItsMembersInTheirOrder() {
        ProfilesFile file = read(WHOLE);

        assertThat(names(file, "buyer")).containsExactly("buyer-us", "buyer-eu");
        assertThat(names(file, "mixed")).containsExactly("desk#2", "buyer-eu", "desk#1", "desk#3");
        assertThat(names(file, "buyer-eu")).containsExactly("buyer-eu");
    }

    @Test
    void anAccountContextFindsItsProfiles() {
        ProfilesFile file = read(WHOLE);

        assertThat(names(file, "eu")).containsExactly("buyer-eu");
        assertThat(names(file, "shop")).containsExactly("buyer-eu", "buyer-us", "desk#1", "desk#2", "desk#3");
    }

    @Test
    void seatsAreProfilesOfOneAccount() {
        ProfilesFile file = read(WHOLE);

        assertThat(names(file, "desk")).containsExactly("desk#1", "desk#2", "desk#3");
        assertThat(file.candidates("desk")).allSatisfy(seat -> {
            assertThat(seat.accountId()).isEqualTo("desk@shop.example");
            assertThat(seat.name()).isEqualTo("desk");
        });
        assertThat(file.profile("desk#3").id()).isEqualTo(new ProfileId("desk#3"));
        assertThat(file.profiles()).hasSize(5);
    }

    @Test
    void aListOfTasksLeavesAllOthersOut() {
        ProfilesFile file = read(WHOLE);

        assertThat(file.profile("buyer-eu").allows("checkout")).isTrue();
        assertThat(file.profile("buyer-eu").allows("export")).isFalse();
        assertThat(file.profile("buyer-eu").allows("")).isFalse();
        assertThat(file.profile("buyer-us").allows("export")).isTrue();
        assertThat(file.profile("buyer-us").allows("")).isTrue();
    }

    @Test
    void anUnknownNameIsToldThePoolsToo() {
        assertThatThrownBy(() -> read(WHOLE).candidates("buyers"))
                .isInstanceOf(UnknownProfileException.class)
                .hasMessage(
                        "No profile is called 'buyers': leasehold.json has buyer-eu, buyer-us, desk, buyer, eu, shop,"
                                + " mixed. Did you mean 'buyer'? Correct the name, or add the profile. [profile=buyers]");
    }

    @Test
    void allMistakesAreListedAtOnceWithTheirPlaces() {
        ProfilesFileException failure = failure(
                """
                {
                  "baseUrl": "http://h",
                  "profiles": {
                    "a": { "accountId": "a", "seats": 1, "allowedTasks": [] },
                    "b": { "accountId": "b", "seats": "2", "allowedTasks": "checkout" },
                    "c": { "accountId": "c", "seats": 65, "allowedTasks": [" "] },
                    "d": { "accountId": "d", "seats": 2 },
                    "d#1": { "accountId": "d" }
                  },
                  "pools": {
                    "a": { "members": ["b"] },
                    "d#2": { "members": ["b"] },
                    "-": { "members": ["b"] },
                    "p1": { "members": [] },
                    "p2": { "members": ["nobody", "b", "b", 7] },
                    "p3": { "members": ["p1"] },
                    "p4": { "members": ["b"], "group": "g" },
                    "p5": {},
                    "p6": { "platform": "shop", "group": "g" },
                    "p7": 5,
                    "p8": { "member": ["b"] }
                  }
                }
                """);

        String example = " Write, for example, {\"members\": [\"buyer-eu\", \"buyer-us\"]} or {\"platform\": \"shop\","
                + " \"group\": \"eu-buyers\"}.";
        String noTask =
                ": it names no task, or a blank one. Name the tasks that the profile is for, or leave the field out"
                        + " to allow any.";
        assertThat(failure.problems())
                .containsExactly(
                        "line 4, column 39, profiles.a.seats: '1' is not a whole number from 2 to 64.",
                        "line 4, column 58, profiles.a.allowedTasks" + noTask,
                        "line 5, column 39, profiles.b.seats: a string stands where a whole number is expected.",
                        "line 5, column 60, profiles.b.allowedTasks: a string stands where an array of strings is"
                                + " expected.",
                        "line 6, column 39, profiles.c.seats: '65' is not a whole number from 2 to 64.",
                        "line 6, column 59, profiles.c.allowedTasks" + noTask,
                        "line 8, column 5, profiles.d#1: 'd#1' is a seat of 'd' already. Rename it.",
                        "line 11, column 5, pools.a: 'a' is a profile's name too, and a test could not say which it means."
                                + " Rename one.",
                        "line 12, column 5, pools.d#2: 'd#2' is a profile's name too, and a test could not say which it"
                                + " means. Rename one.",
                        "line 13, column 5, pools.-: '-' is no name for a pool: " + ProfileId.rule(),
                        "line 14, column 24, pools.p1.members: it names no profile. Name at least one.",
                        "line 15, column 25, pools.p2.members[0]: 'nobody' is no profile. Profiles: a, b, c, d, d#1.",
                        "line 15, column 40, pools.p2.members[2]: 'b' stands twice. Remove one.",
                        "line 15, column 45, pools.p2.members[3]: a number stands where a profile's name is expected.",
                        "line 16, column 25, pools.p3.members[0]: 'p1' is a pool, and a pool has no pools for members."
                                + " Name its members.",
                        "line 17, column 11, pools.p4: a pool has either members or an account context, and this one has"
                                + " both." + example,
                        "line 18, column 11, pools.p5: a pool has either members or an account context, and this one has"
                                + " neither." + example,
                        "line 19, column 11, pools.p6: the pool is empty: no profile has the platform 'shop' and the"
                                + " group 'g'.",
                        "line 20, column 11, pools.p7: a number stands where a pool, an object, is expected." + example,
                        "line 21, column 11, pools.p8: a pool has either members or an account context, and this one has"
                                + " neither." + example,
                        "line 21, column 13, pools.p8.member: unknown field 'member'. Did you mean 'members'? Accepted:"
                                + " members, platform, group.");
    }

    @Test
    void aNameWithoutRoomForItsSeatsIsRefused() {
        String name = "n".repeat(63);

        assertThat(failure("{\"baseUrl\": \"http://h\", \"profiles\": {\"" + name
                                + "\": {\"accountId\": \"a\", \"seats\": 2}}}")
                        .problems())
                .singleElement()
                .asString()
                .contains("is too long for a profile with seats: ");
    }

    private static ProfilesFile read(String json) {
        return ProfilesFile.parse(new SourceText("leasehold.json", json), StubVariables.of(Map.of()));
    }

    private static ProfilesFileException failure(String json) {
        return catchThrowableOfType(ProfilesFileException.class, () -> read(json));
    }
}
