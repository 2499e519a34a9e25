package io.stallkeeper.metering.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTagsTest {

    @Test
    void one_set_of_tags_is_one_text_and_back() {
        var tags = new LinkedHashMap<String, String>();
        tags.put("team", "search and = rescue");
        tags.put("cost:center", "a@b/c_d.e");

        var canonical = UsageTags.canonical(tags);

        assertThat(canonical).isEqualTo("cost:center\ta@b/c_d.e\nteam\tsearch and = rescue");
        assertThat(UsageTags.parse(canonical)).isEqualTo(tags);
        assertThat(UsageTags.canonical(Map.of())).isEqualTo(UsageTags.NONE);
        assertThat(UsageTags.parse(UsageTags.NONE)).isEmpty();
    }

    @Test
    void only_what_aws_takes_is_valid() {
        assertThat(UsageTags.areValid(Map.of())).isTrue();
        assertThat(UsageTags.areValid(Map.of("a", "1", "b", "1", "c", "1", "d", "1", "e", "1")))
                .isTrue();
        assertThat(UsageTags.areValid(Map.of("a", "1", "b", "1", "c", "1", "d", "1", "e", "1", "f", "1")))
                .isFalse();
        assertThat(UsageTags.areValid(Map.of("k".repeat(100), "v".repeat(256)))).isTrue();
        assertThat(UsageTags.areValid(Map.of("k".repeat(101), "v"))).isFalse();
        assertThat(UsageTags.areValid(Map.of("k", "v".repeat(257)))).isFalse();
        assertThat(UsageTags.areValid(Map.of("", "v"))).isFalse();
        assertThat(UsageTags.areValid(Map.of("k", ""))).isFalse();
        assertThat(UsageTags.areValid(Map.of("k\tl", "v"))).isFalse();
        assertThat(UsageTags.areValid(Map.of("k", "v\n"))).isFalse();
        assertThat(UsageTags.areValid(Map.of("k", "é"))).isFalse();
        assertThat(UsageTags.areValid(Map.of("k", "a{b}"))).isFalse();
    }
}
