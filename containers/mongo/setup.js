// Makes the replica set, and for each service a user who may use its own database alone. For mongosh; may run any number of times.
const { readFileSync } = require('fs');
const secret = (name) => readFileSync(`/run/press/${name}`, 'utf8').trim();

const MEMBER = 'mongo:27017';
const DATABASES = {
  articles: 'lords_press_articles',
  subscriptions: 'lords_press_subscriptions',
  'reader-keys': 'lords_press_reader_keys',
  weather: 'lords_press_weather',
};

// The server may still be starting, or making its first user.
const URI = `mongodb://root:${secret('root-password')}@${MEMBER}/admin?directConnection=true&serverSelectionTimeoutMS=2000`;
let admin;
for (let attempt = 1; !admin; attempt++) {
  try {
    admin = connect(URI);
  } catch (failure) {
    if (failure.codeName === 'AuthenticationFailed') {
      print('MongoDB does not know its first user, "root", by the password in the volume mongo-secrets. Either its very first start was cut off before');
      print('that user was made: nothing is stored yet then, so docker compose down, remove the volume "database" (docker volume ls shows its whole');
      print('name), and start again. Or the volume mongo-secrets is not the one that this database began with, and must be brought back.');
      quit(1);
    }
    if (attempt === 60) {
      throw failure;
    }
    sleep(1000);
  }
}

try {
  admin.runCommand({ replSetGetStatus: 1 });
} catch (failure) {
  if (failure.codeName !== 'NotYetInitialized') {
    throw failure;
  }
  admin.runCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: MEMBER }] } });
}

for (let attempt = 1; !admin.runCommand({ hello: 1 }).isWritablePrimary; attempt++) {
  if (attempt === 120) {
    throw new Error('The replica set has no primary');
  }
  sleep(500);
}

for (const user of Object.keys(DATABASES)) {
  const rights = { pwd: secret(`${user}-password`), roles: [{ role: 'readWrite', db: DATABASES[user] }] };
  const known = admin.runCommand({ usersInfo: user }).users.length > 0;
  admin.runCommand(known ? { updateUser: user, ...rights } : { createUser: user, ...rights });
}
print('The replica set and its users are there.');
