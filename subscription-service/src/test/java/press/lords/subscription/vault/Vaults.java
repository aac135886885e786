package press.lords.subscription.vault;

/** Vaults for tests of what is kept in them. */
public final class Vaults {

    private Vaults() {}

    public static Vault withKey(String base64) {
        return new Vault(new VaultSettings(base64));
    }
}
