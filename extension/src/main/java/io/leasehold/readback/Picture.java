package io.leasehold.readback;

/** A picture of a page, or none. Immutable. */
final class Picture {

    static final Picture NONE = new Picture(new byte[0]);

    private final byte[] png;

    Picture(byte[] png) {
        this.png = png.clone();
    }

    byte[] png() {
        return png.clone();
    }

    boolean isEmpty() {
        return png.length == 0;
    }

    @Override
    public String toString() {
        return "Picture[" + png.length + "]";
    }
}
