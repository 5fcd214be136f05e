const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

/** Numbers and times as the language writes them; now() is the gateway's. */
export function createFormat(language, now) {
  const locale = navigator.languages.find((each) => each.startsWith(language)) ?? language; // The viewer's country, if it speaks the language.
  const plain = new Intl.NumberFormat(locale);
  const cost = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const smallCost = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", second: "2-digit" });
  const short = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  const whole = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  const since = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const unit = (value, name, digits = 0) =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: digits }).format(value);

  return {
    number: (value) => plain.format(value),
    /** The gateway's prices are in a currency that it does not name. */
    money: (value) => (value === 0 || Math.abs(value) >= 1 ? cost : smallCost).format(value),
    /** Hours, minutes and seconds; with the day if it is not today. */
    time: (at) => {
      const date = new Date(at);
      return date.toDateString() === new Date(now()).toDateString() ? clock.format(date) : `${day.format(date)}, ${short.format(date)}`;
    },
    date: (at) => whole.format(new Date(at)),
    relative: (at) => {
      const seconds = (new Date(at) - now()) / 1_000;
      const inUnits = (length) => Math.round(Math.abs(seconds) / length) * length; // 59.7 minutes are an hour.
      const [name, length] = UNITS.find(([, each], index) => inUnits(UNITS[index + 1]?.[1] ?? 1) >= each) ?? UNITS.at(-1);
      return since.format(Math.sign(seconds) * inUnits(length) / length, name);
    },
    bytes: (value) => value < 1_000 ? unit(value, "byte") : value < 1_000_000 ? unit(value / 1_000, "kilobyte", 1) : unit(value / 1_000_000, "megabyte", 1),
    duration: (ms) => {
      if (ms < 1_000) return unit(ms, "millisecond");
      if (ms < 60_000) return unit(ms / 1_000, "second", 1);
      if (ms < 3_600_000) return `${unit(Math.floor(ms / 60_000), "minute")} ${unit(Math.floor(ms / 1_000) % 60, "second")}`;
      return `${unit(Math.floor(ms / 3_600_000), "hour")} ${unit(Math.floor(ms / 60_000) % 60, "minute")}`;
    },
  };
}
