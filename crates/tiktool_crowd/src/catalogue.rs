//! The gifts this audience gives, with TikTok's numbers, names and prices.

/// One gift of the catalogue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gift {
    /// TikTok's number.
    pub id: u32,
    /// Its English name.
    pub name: &'static str,
    /// Price of one, in diamonds.
    pub diamonds: u32,
}

impl Gift {
    /// Gifts below 100 diamonds can be sent in streaks (`giftType` 1).
    pub(crate) const fn streaks(self) -> bool {
        self.diamonds < 100
    }
}

const fn gift(id: u32, name: &'static str, diamonds: u32) -> Gift {
    Gift { id, name, diamonds }
}

/// By far the most given one.
pub(crate) const ROSE: Gift = gift(5655, "Rose", 1);

/// The other one-diamond gifts.
pub(crate) const ONES: &[Gift] = &[
    gift(5269, "TikTok", 1),
    gift(6064, "GG", 1),
    gift(5827, "Ice Cream Cone", 1),
    gift(7934, "Heart Me", 1),
    gift(6788, "Glow Stick", 1),
    gift(6246, "Thumbs Up", 1),
    gift(6247, "Heart", 1),
    gift(8239, "White Rose", 1),
];

/// Five diamonds.
pub(crate) const FIVES: &[Gift] =
    &[gift(5487, "Finger Heart", 5), gift(37, "Panda", 5), gift(9111, "Popcorn", 5), gift(5650, "Mic", 5)];

/// Ten diamonds.
pub(crate) const TENS: &[Gift] =
    &[gift(8913, "Rosa", 10), gift(6052, "Gamepad", 10), gift(5822, "Koala", 10), gift(6756, "Hot", 10)];

/// Thirty diamonds.
pub(crate) const THIRTIES: &[Gift] =
    &[gift(5879, "Doughnut", 30), gift(7084, "Witchy Kitty", 30), gift(6655, "Summer Iris", 30)];

/// Ninety-nine diamonds.
pub(crate) const NINETY_NINES: &[Gift] =
    &[gift(5659, "Paper Crane", 99), gift(6104, "Cap", 99), gift(6097, "Little Crown", 99), gift(8130, "Like-Pop", 99)];

/// Hundreds: one frame each.
pub(crate) const BIG: &[Gift] = &[
    gift(5585, "Confetti", 100),
    gift(5660, "Hand Hearts", 100),
    gift(5509, "Sunglasses", 199),
    gift(5586, "Hearts", 199),
    gift(6267, "Corgi", 299),
    gift(6007, "Boxing Gloves", 299),
    gift(7931, "Singing Mic", 399),
    gift(7168, "Money Gun", 500),
    gift(5897, "Swan", 699),
];

/// About a thousand.
pub(crate) const HUGE: &[Gift] = &[
    gift(11046, "Galaxy", 1000),
    gift(5587, "Gold Mine", 1000),
    gift(11847, "Glowing Jellyfish", 1000),
    gift(6781, "Watermelon Love", 1000),
    gift(6090, "Fireworks", 1088),
];

/// Once in a long while.
pub(crate) const WHALE: &[Gift] = &[
    gift(5483, "Unicorn Fantasy", 5000),
    gift(6089, "Sports Car", 7000),
    gift(6103, "Yacht", 9888),
    gift(6149, "Interstellar", 10000),
];

/// Streak gifts that come in volleys only.
pub(crate) const VOLLEY: &[Gift] = &[
    gift(5658, "Perfume", 20),
    gift(5720, "Cake", 20),
    gift(6093, "Football", 1),
    gift(7032, "Maracas", 1),
    gift(6113, "Taco", 9),
    gift(8890, "Pink Shoes", 5),
];
