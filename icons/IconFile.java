import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Puts PNG pictures of several sizes into one icon file of Windows (ico) or of macOS (icns).
final class IconFile {
    private static final int WIDTH_IN_PNG = 16;
    private static final Map<Integer, String> ICNS_TYPES =
            Map.of(32, "ic11", 128, "ic07", 256, "ic08", 512, "ic09");

    private record Picture(int size, byte[] png) {
        static Picture read(Path file) throws IOException {
            byte[] png = Files.readAllBytes(file);
            return new Picture(ByteBuffer.wrap(png).getInt(WIDTH_IN_PNG), png);
        }
    }

    private IconFile() {}

    /// @param arguments `ico` or `icns`, the file to write, the pictures
    public static void main(String[] arguments) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (String file : Arrays.asList(arguments).subList(2, arguments.length)) {
            pictures.add(Picture.read(Path.of(file)));
        }
        byte[] icon =
                switch (arguments[0]) {
                    case "ico" -> ico(pictures);
                    case "icns" -> icns(pictures);
                    default -> throw new IllegalArgumentException(arguments[0]);
                };
        Files.write(Path.of(arguments[1]), icon);
    }

    /// A directory of entries of 16 bytes, then the pictures.
    private static byte[] ico(List<Picture> pictures) {
        int offset = 6 + 16 * pictures.size();
        int length = offset + pictures.stream().mapToInt(picture -> picture.png().length).sum();
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
        for (Picture picture : pictures) {
            byte side = (byte) (picture.size() % 256);
            file.put(side).put(side).put((byte) 0).put((byte) 0);
            file.putShort((short) 1).putShort((short) 32);
            file.putInt(picture.png().length).putInt(offset);
            offset += picture.png().length;
        }
        pictures.forEach(picture -> file.put(picture.png()));
        return file.array();
    }

    /// Blocks, each with its type and its length.
    private static byte[] icns(List<Picture> pictures) throws IOException {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        for (Picture picture : pictures) {
            blocks.write(block(ICNS_TYPES.get(picture.size()), picture.png()));
        }
        return block("icns", blocks.toByteArray());
    }

    private static byte[] block(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .put(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(8 + content.length)
                .put(content)
                .array();
    }
}
