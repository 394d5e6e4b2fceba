import type { Messages } from '../messages.ts';

export const errors: Pick<Messages, 'error' | 'field'> = {
  error: {
    lost: 'Es kam keine Antwort, also steht nicht fest, ob es geschehen ist. Sehen Sie nach der Zahlung, bevor Sie es noch einmal versuchen.',
    unknown:
      'Es steht nicht fest, ob es geschehen ist. Sehen Sie nach der Zahlung, bevor Sie es noch einmal versuchen.',
    refused: 'Der Server hat das abgewiesen. Es ist nichts geschehen.',
    invalid: 'Etwas davon kann nicht stimmen. Es ist nichts geschehen.',
    notAllowed: 'Ihre Rolle erlaubt das nicht. Es ist nichts geschehen.',
    signedOut:
      'Ihre Sitzung ist zu Ende, und es ist nichts geschehen. Melden Sie sich in einem anderen Tab an und versuchen Sie es noch einmal: Was Sie geschrieben haben, bleibt hier.',
    samePerson:
      'Eine Erstattung gibt eine andere Person frei als die, die sie beantragt hat. Es wurde nichts gesendet.',
    decided: 'Das wurde inzwischen entschieden. Durch Sie ist nichts geschehen.',
    cannotAdopt:
      'Diese Abbuchung passt zu keinem Checkout, der hier bekannt ist. Erstatten Sie sie, oder tun Sie sie ab.',
    conflict:
      'Es hat sich geändert, seit Sie es gesehen haben. Es ist nichts geschehen; sehen Sie noch einmal hin.',
    notRefundable: 'So, wie sie steht, kann diese Zahlung nicht erstattet werden. Es wurde nichts gesendet.',
    alreadyRefunded: 'Eine Erstattung dieser Zahlung war schon beantragt. Jetzt wurde nichts gesendet.',
    notFound: 'Das gibt es nicht mehr. Es ist nichts geschehen.',
    provider:
      'Inflow ist nicht erreichbar oder hat den Aufruf abgewiesen. Es ist nichts geschehen; versuchen Sie es später.',
    slowDown:
      'Gerade zu viele Aufrufe. Es ist nichts geschehen; versuchen Sie es in einer Minute noch einmal.',
    inProgress: 'Ein Versuch läuft. Warten Sie seinen Ausgang ab.',
    over: 'Der Checkout ist schon zu Ende. Es ist nichts geschehen.',
  },
  field: {
    required: 'Füllen Sie das aus.',
    invalid: 'Das kann nicht stimmen.',
    incomplete: 'Das ist nicht vollständig.',
    too_short: 'Das ist zu kurz.',
    too_long: 'Das ist zu lang.',
    below_minimum: 'Das ist zu wenig.',
    above_maximum: 'Das ist zu viel.',
    expired: 'Das ist vorbei.',
    brand_not_accepted: 'Das wird nicht angenommen.',
    unknown: 'Das ist nicht bekannt.',
    not_allowed: 'Das geht hier nicht. Text, der wie eine Kartennummer aussieht, wird nie behalten.',
  },
};
