package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void judgesLikeAStrictDecoder() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            for (int at = 0; at < bytes.length; at++) {
                if (random.nextInt(4) > 0) {
                    bytes[at] &= 0x7F;
                }
            }
            assertThat(Utf8.isValid(bytes)).isEqualTo(decodes(bytes));
        }
    }

    @Test
    void knowsEveryCharacter() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                byte[] bytes = ("a" + Character.toString(c)).getBytes(StandardCharsets.UTF_8);
                assertThat(Utf8.isValid(bytes)).isTrue();
            }
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
