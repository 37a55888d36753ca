//! What the audience writes.

/// Ways to join the left side.
pub(crate) const JOIN_EMBER: &[&str] = &["1", "1", "1", "red", "🔴", "ember", "Red", "EMBER", "1 🔥", "1️⃣"];
/// Ways to join the right side.
pub(crate) const JOIN_TIDE: &[&str] = &["2", "2", "2", "blue", "🔵", "tide", "Blue", "TIDE", "2 🌊", "2️⃣"];

/// Orders, the most used first; a person's favourite is one of them.
pub(crate) const ORDERS: &[&str] =
    &["go", "up", "down", "hold", "ult", "attack", "back", "me", "help", "top", "mid", "low"];
/// The same orders as someone writes who likes emoji or capitals.
pub(crate) const LOUD_ORDERS: &[&str] =
    &["⚔️", "⬆", "⬇", "🛡️", "🔥", "GO", "UP", "Down", "HOLD", "ULT", "go!!", "attack!!!"];

/// Shouts in a wave of excitement.
pub(crate) const SHOUTS: &[&str] = &[
    "GO GO GO",
    "omg",
    "🔥🔥🔥",
    "NOOOO",
    "yesss",
    "😱😱",
    "pushhh",
    "all in",
    "👏👏👏",
    "hahaha",
    "¡vamos!",
    "やばい",
    "давай!!",
    "يلا",
    "대박",
    "加油",
    "🚨🚨",
    "W",
    "clutch",
    "❤️‍🔥",
];

/// Lines without words.
pub(crate) const EMOJI: &[&str] = &[
    "😂",
    "❤️",
    "😂😂😂",
    "🔥",
    "👀",
    "🥰",
    "💪",
    "😭",
    "🙌🏽",
    "👏",
    "💀",
    "🫶",
    "🐉",
    "🤣🤣",
    "👍🏿",
    "🧑‍🚀",
    "🏳️‍🌈",
    "🎉🎉",
    "💙",
    "❤️",
];

/// How many greetings the chatter of each language starts with.
pub(crate) const GREETINGS: usize = 2;

/// Chatter of a language: greetings first, then anything.
pub(crate) fn chatter(lang: &str) -> &'static [&'static str] {
    match lang {
        "de" => &[
            "moin zusammen",
            "hallo",
            "welche Seite führt?",
            "das war knapp",
            "ich bin Stufe 4!",
            "haltet die Mitte",
            "wer hat den Drachen geschickt 😂",
        ],
        "fr" => &[
            "salut tout le monde",
            "coucou",
            "allez les bleus",
            "on tient bon",
            "trop fort",
            "c'est quoi la touche pour attaquer ?",
        ],
        "es" => &[
            "hola a todos",
            "buenas",
            "vamos equipo",
            "qué buen juego jajaja",
            "¿cómo se sube?",
            "casi casi",
            "saludos desde México 🇲🇽",
        ],
        "pt" => &["oi gente", "boa noite", "bora time", "kkkkkk", "quase ganhamos", "manda salve pro Brasil"],
        "it" => &["ciao a tutti", "buonasera", "forza rossi", "che bello questo gioco", "mamma mia", "dai dai dai"],
        "pl" => &["cześć", "hejka", "dawaj", "kto wygrywa?", "hahaha dobre"],
        "ru" => &["всем привет", "здравствуйте", "вперёд, красные", "ахахаха", "как играть?", "держим центр"],
        "uk" => &["привіт усім", "вітаю", "сині тримайтесь", "супер гра", "ще трохи"],
        "el" => &["γεια σας", "καλησπέρα", "ποιος κερδίζει;", "χαχαχα", "πάμε μπλε", "τέλειο"],
        "tr" => &["selam", "merhaba millet", "hadi kırmızı", "çok iyi ya", "nasıl oynanıyor?"],
        "ar" => &["السلام عليكم", "مرحبا", "هيا يا أزرق", "ما شاء الله", "كيف ألعب؟", "ههههه"],
        "he" => &["שלום לכולם", "היי", "קדימה כחולים", "איזה משחק", "חחחח"],
        "hi" => &["नमस्ते सबको", "हाय", "लाल जीतेगा", "बहुत बढ़िया", "कैसे खेलते हैं?", "वाह भाई"],
        "bn" => &["সবাইকে সালাম", "হ্যালো", "কে জিতছে?", "আর একটু", "দারুণ খেলা", "চলো চলো"],
        "ta" => &["வணக்கம்", "ஹாய்", "யார் முன்னிலை?", "சூப்பர்", "போகலாம்"],
        "te" => &["నమస్కారం", "హాయ్", "ఎవరు గెలుస్తున్నారు?", "అదిరింది", "చాలా బాగుంది"],
        "pa" => &["ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "ਹੈਲੋ", "ਕੌਣ ਜਿੱਤ ਰਿਹਾ?", "ਚੱਕ ਦੇ", "ਬੱਲੇ ਬੱਲੇ"],
        "gu" => &["કેમ છો", "નમસ્તે", "કોણ જીતે છે?", "વાહ", "મજા આવી ગઈ"],
        "si" => &["ආයුබෝවන්", "හෙලෝ", "කවුද දිනන්නේ?", "සුපිරි", "නියමයි"],
        "ml" => &["നമസ്കാരം", "ഹായ്", "ആരാ ജയിക്കുന്നേ?", "പൊളിച്ചു", "അടിപൊളി"],
        "kn" => &["ನಮಸ್ಕಾರ", "ಹಾಯ್", "ಯಾರು ಗೆಲ್ತಾರೆ?", "ಬೆಂಕಿ", "ಸೂಪರ್"],
        "th" => &["สวัสดีครับ", "หวัดดี", "สู้ๆ", "555555", "เล่นยังไง"],
        "km" => &["សួស្តី", "ជំរាបសួរ", "អ្នកណាឈ្នះ?", "អស្ចារ្យ", "ល្អណាស់"],
        "my" => &["မင်္ဂလာပါ", "ဟိုင်း", "ဘယ်သူနိုင်နေလဲ", "မိုက်တယ်", "ကောင်းတယ်"],
        "lo" => &["ສະບາຍດີ", "ຮາຍ", "ໃຜຊະນະ?", "ສູ້ໆ", "ເກັ່ງຫຼາຍ"],
        "ka" => &["გამარჯობა", "სალამი", "ვინ იგებს?", "მიდი მიდი", "მაგარია"],
        "hy" => &["բարև", "ողջույն", "ո՞վ է հաղթում", "առաջ", "հիանալի է"],
        "am" => &["ሰላም", "ጤና ይስጥልኝ", "ማን እያሸነፈ ነው?", "በርቱ", "በጣም ጥሩ"],
        "ja" => &["こんばんは", "初見です", "がんばれ！", "すごい", "どうやって動くの？", "赤チーム強い", "wwww"],
        "ko" => &["안녕하세요", "하이요", "파랑 파이팅", "ㅋㅋㅋㅋ", "어떻게 해요?", "와 미쳤다"],
        "zh" => &["大家好", "来了来了", "加油加油", "哈哈哈哈", "怎么玩？", "红队冲"],
        "vi" => &["chào mọi người", "hello cả nhà", "cố lên", "hay quá", "chơi sao vậy?"],
        "id" => &["halo semua", "hadir", "gas terus", "wkwkwk", "gimana cara main?", "merah pasti menang"],
        "sv" | "da" => &["hej hej", "godaften", "kom igen", "haha nice"],
        "fi" => &["moi kaikki", "terve", "kuka voittaa?", "hakkaa päälle", "hyvä hyvä"],
        "nl" => &["hallo allemaal", "hoi", "wie staat voor?", "lekker bezig", "kom op blauw"],
        "cs" => &["ahoj všichni", "čau", "kdo vede?", "držte střed", "jedeme", "paráda"],
        "ro" => &["salut", "bună seara", "cine câștigă?", "super joc", "hai echipa"],
        "hu" => &["sziasztok", "helló", "ki áll jól?", "de jó ez", "hajrá kékek"],
        _ => &[
            "hi everyone",
            "just got here",
            "who is winning?",
            "this is so fun",
            "I love this game",
            "wow red is cracked",
            "omg blue never loses",
            "my little guy!!",
            "lol",
            "rip me",
            "how do I level up?",
            "greetings from Ghana 🇬🇭",
            "that dragon was insane",
            "one more round pls",
            "hold the middle",
            "watch the low lane",
            "gg",
            "shoutout to Mia",
            "I'm on the podium mom!",
            "need healing",
        ],
    }
}

/// Talk between two friends: who speaks (0 or 1) and what.
pub(crate) const DIALOGUES: &[&[(u8, &str)]] = &[
    &[
        (0, "you here?"),
        (1, "yeah just came in 😄"),
        (0, "come red with me"),
        (1, "no way, blue all day"),
        (0, "fine, then you lose"),
        (1, "we'll see 😏"),
    ],
    &[(0, "did you see that dragon"), (1, "it ate my hero 💀"), (0, "hahaha rip"), (1, "I'll be back in 6 seconds")],
    &[(1, "low lane is empty"), (0, "on my way"), (0, "down"), (1, "nice"), (0, "told you")],
    &[(0, "what are you eating"), (1, "Nudeln 🍜"), (0, "again??"), (1, "always"), (0, "bring me some")],
    &[(1, "beacon soon?"), (0, "yes go top"), (1, "up"), (0, "up"), (1, "go go")],
    &[
        (0, "how many levels do you have"),
        (1, "five"),
        (0, "I have seven 😎"),
        (1, "you sent roses!!"),
        (0, "three roses. three."),
    ],
    &[(1, "morgen Schule 😭"), (0, "sag nichts"), (1, "noch eine Runde"), (0, "noch eine Runde 😂")],
    &[(0, "who are you voting for as MVP"), (1, "grandma ruth obviously"), (0, "true, she never stops")],
];

/// How someone learns the game: the learner (0) and whoever helps (1).
pub(crate) const LESSONS: &[&[(u8, &str)]] = &[
    &[
        (0, "what is this"),
        (1, "type 1 or 2 to play"),
        (0, "1"),
        (0, "omg that's me??"),
        (1, "now write up or down"),
        (0, "up"),
        (0, "it moved 😮"),
        (1, "go = attack, hold = stay"),
        (0, "go"),
        (0, "and the fire thing?"),
        (1, "ult, when your energy is full"),
        (0, "ult"),
        (0, "THIS IS SO COOL"),
    ],
    &[
        (0, "where am I"),
        (1, "write me and you'll see"),
        (0, "me"),
        (0, "ah there! thank you ❤️"),
        (1, "np, try hold near the gate"),
        (0, "hold"),
    ],
    &[
        (0, "help"),
        (1, "up, down, go, hold, back"),
        (0, "back"),
        (0, "phew"),
        (1, "smart 👍"),
        (0, "attack"),
        (0, "got one!!"),
    ],
];

/// What raiders write when they pour in; `{host}` is who sent them.
pub(crate) const RAID: &[&str] = &[
    "RAID!!",
    "raid from {host} 🎉",
    "{host} sent us",
    "hello from the raid",
    "we're here 🫡",
    "🎉🎉🎉",
    "1",
    "2",
    "what are we playing?",
];

/// What the room writes when somebody gives much; `{name}` is who did.
pub(crate) const THANKS: &[&str] = &[
    "OMG {name}",
    "{name} 😱😱😱",
    "thank you {name}!!",
    "{name} carries",
    "who is {name}",
    "🐉🐉🐉",
    "gracias {name} ❤️",
    "{name}さんすごい",
    "W {name}",
    "красавчик {name}",
    "no way",
    "that is huge",
];

/// What the streamer says aloud.
pub(crate) const SPOKEN: &[&str] = &[
    "welcome everyone, type one or two to join a side",
    "Ember is pushing the low lane, Tide needs a hand there",
    "thank you for the roses, they are on the field already",
    "tap tap tap, the meter is almost full",
    "who is new here? say up, mid or down to move your hero",
    "what a comeback, one more minute",
];

/// Questions for the streamer.
pub(crate) const QUESTIONS: &[&str] = &[
    "When did you start streaming?",
    "Can I choose my hero?",
    "¿Cuándo es el próximo torneo?",
    "Wie lange geht der Stream?",
    "何時までやりますか？",
    "Which side do you play?",
    "Is there a prize for the best player?",
    "هل يمكنني تغيير الفريق؟",
];
