package press.lords.subscription.vault;

import com.mongodb.client.MongoDatabase;

/** Vaults for tests of what is kept in them. */
public final class Vaults {

    private Vaults() {}

    public static Vault withKey(String base64) {
        return new Vault(new VaultSettings(base64));
    }

    public static ReaderKeys readerKeys(MongoDatabase database, Vault vault) {
        return new MongoReaderKeys(database, vault);
    }
}
