package io.leasehold.harbor.page;

/** Sentences that the page says on its own account. */
public final class Notices {
    private Notices() {}

    /** Something went wrong; nothing when there is no text. */
    public static Html alert(String text) {
        return Html.of("<p class=\"notice bad\" role=\"alert\">{}</p>", text).when(!text.isEmpty());
    }

    /** Something was done; nothing when there is no text. */
    public static Html status(String text) {
        return Html.of("<p class=\"notice good\" role=\"status\">{}</p>", text).when(!text.isEmpty());
    }
}
