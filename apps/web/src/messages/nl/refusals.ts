import type { Refusals } from '../messages.ts';

const declined =
  'Je kaart is geweigerd. Er is niets afgeschreven. Probeer een andere kaart of vraag je bank.';
const code =
  'De beveiligingscode is niet geaccepteerd. Er is niets afgeschreven. Controleer hem en probeer het opnieuw.';
const number =
  'Het kaartnummer is niet geaccepteerd. Er is niets afgeschreven. Controleer het en probeer het opnieuw.';
const date =
  'De vervaldatum is niet geaccepteerd. Er is niets afgeschreven. Controleer hem en probeer het opnieuw.';
const processing = 'De betaling kon niet worden verwerkt. Er is niets afgeschreven. Probeer het opnieuw.';

export const refusals: Refusals = {
  decline: {
    heading: 'Je betaling is niet gelukt',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds:
        'Er staat onvoldoende saldo op je kaart. Er is niets afgeschreven. Probeer een andere kaart.',
      incorrect_cvc: code,
      invalid_cvc: code,
      incorrect_number: number,
      invalid_number: number,
      invalid_expiry_month: date,
      invalid_expiry_year: date,
      expired_card: 'Deze kaart is verlopen. Er is niets afgeschreven. Gebruik een andere kaart.',
      processing_error: processing,
      PAYMENT_PROCESSING_ERROR: processing,
      authentication_required:
        'Je bank moet eerst bevestigen dat jij het bent. Er is niets afgeschreven. Probeer het opnieuw of gebruik een andere kaart.',
      withdrawal_count_limit_exceeded:
        'Je kaart is de laatste tijd te vaak gebruikt. Er is niets afgeschreven. Probeer het later opnieuw of gebruik een andere kaart.',
      restricted_card:
        'Deze kaart kan voor deze aankoop niet worden gebruikt. Er is niets afgeschreven. Gebruik een andere kaart.',
      THREE_DS_FAILED:
        'Je bank kon niet bevestigen dat jij het bent. Er is niets afgeschreven. Probeer het opnieuw of gebruik een andere kaart.',
      not_charged: 'De betaling is niet uitgevoerd. Er is niets afgeschreven. Probeer het opnieuw.',
      total_changed: 'Het totaal is veranderd. Er is niets afgeschreven. Controleer het en betaal opnieuw.',
      closed:
        'Deze betaling is gestopt voordat de uitkomst bekend was. Staat ze toch op je afschrift, neem dan contact op met de winkel. Je kunt opnieuw betalen.',
      superseded:
        'De eerdere betaling is niet afgerond en er is niets voor afgeschreven. Je kunt opnieuw betalen.',
    },
    retryable:
      'Je kaart is geweigerd. Er is niets afgeschreven. Probeer het opnieuw of gebruik een andere kaart.',
    final: 'Je kaart is geweigerd. Er is niets afgeschreven. Gebruik een andere kaart.',
  },

  refusal: {
    fields: 'Sommige gegevens zijn niet geaccepteerd. Controleer de gemarkeerde velden.',
    unmarked: 'Sommige gegevens zijn niet geaccepteerd. Controleer ze en probeer het opnieuw.',
    again: 'De betaling is niet gestart en er is niets afgeschreven. Probeer het opnieuw.',
    notCharged: 'De betaling is niet gelukt en er is niets afgeschreven. Probeer het opnieuw.',
    savedCard: 'De opgeslagen kaart kan voor deze aankoop niet worden gebruikt. Vul een andere kaart in.',
    slowDown: 'Te veel pogingen in korte tijd. Er is niets afgeschreven. Wacht even en probeer het opnieuw.',
    tooMany:
      'Meerdere betalingen zijn niet gelukt, daarom kan er nu geen andere worden geprobeerd. Er is niets afgeschreven en wat je hebt getypt blijft staan.',
    unavailable:
      'Betalen met een kaart is nu niet mogelijk. Er is niets afgeschreven. Probeer het later opnieuw.',
    notBegun:
      'Je betaling is niet gestart en er is niets afgeschreven. Wat je hebt getypt staat er nog: je kunt het opnieuw proberen.',
    unsafeRedirect:
      'We konden de pagina van je bank niet veilig openen. Er is niets afgeschreven. Gebruik een andere kaart.',
    insecure:
      'Deze pagina is zonder versleuteling geopend (http), dus er kan geen kaart vandaan worden verstuurd. Er is niets afgeschreven. Ga terug naar de winkel en meld het daar.',
    altered:
      'Een vertaling of extensie in je browser heeft de bedragen op deze pagina veranderd. Er is niets afgeschreven. We tonen ze opnieuw: controleer het totaal en probeer het opnieuw.',
    notLoaded:
      'Een deel van deze pagina is niet geladen. Er is niets afgeschreven. Probeer het opnieuw of laad de pagina opnieuw.',
  },
  waiting: { until: (when) => `Je kunt het ${when} opnieuw proberen.` },
};
