package dev.syngate.upload;

import dev.syngate.call.Payload;
import dev.syngate.protocol.Splice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A form as one provider gets it: its head with the model renamed, then the rest as it arrives.
final class SplicedForm implements Payload.Stream {
    private final FormUpload form;
    private final Spool head;
    private final byte[] inserted;
    private final long from;
    private final long to;
    private final long length;
    private long position;
    private int sent;

    SplicedForm(FormUpload form, Spool head, @Nullable Splice splice) {
        this.form = form;
        this.head = head;
        this.inserted =
                splice == null ? new byte[0] : splice.text().getBytes(StandardCharsets.UTF_8);
        this.from = splice == null ? 0 : splice.from();
        this.to = splice == null ? 0 : splice.to();
        long own = form.length();
        this.length = own < 0 ? own : own - (to - from) + inserted.length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int read(byte[] into) throws IOException {
        if (position == from && sent < inserted.length) {
            return insert(into);
        }
        if (position == from) {
            position = to;
        }
        long end = position < from ? from : head.size();
        if (position == end) {
            return form.readOn(this, into);
        }
        int count = head.read(position, into, (int) Math.min(into.length, end - position));
        position += count;
        return count;
    }

    private int insert(byte[] into) {
        int count = Math.min(into.length, inserted.length - sent);
        System.arraycopy(inserted, sent, into, 0, count);
        sent += count;
        return count;
    }

    @Override
    public boolean isSpent() {
        return form.isSpent();
    }
}
