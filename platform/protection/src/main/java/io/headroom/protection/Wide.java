package io.headroom.protection;

/**
 * Why a protection may be opened for everybody.
 *
 * @param reason why the narrow way does not do, for whoever asks later
 * @param approvedBy the person who approved it; not the one who asked
 */
public record Wide(String reason, String approvedBy) {
    public Wide {
        if (reason.isBlank() || approvedBy.isBlank()) {
            throw new IllegalArgumentException(
                    "A wide relaxation opens the protection for everybody: it needs a reason ('" + reason
                            + "') and the name of who approved it ('" + approvedBy + "'). Give both.");
        }
    }
}
