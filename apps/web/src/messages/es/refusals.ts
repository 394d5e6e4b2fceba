import type { Refusals } from '../messages.ts';

const declined =
  'Tu tarjeta ha sido rechazada. No se te ha cobrado nada. Prueba con otra o pregunta a tu banco.';
const code =
  'El código de seguridad no se ha aceptado. No se te ha cobrado nada. Compruébalo e inténtalo de nuevo.';
const number =
  'El número de tarjeta no se ha aceptado. No se te ha cobrado nada. Compruébalo e inténtalo de nuevo.';
const date =
  'La fecha de caducidad no se ha aceptado. No se te ha cobrado nada. Compruébala e inténtalo de nuevo.';
const processing = 'No se ha podido procesar el pago. No se te ha cobrado nada. Inténtalo de nuevo.';

export const refusals: Refusals = {
  decline: {
    heading: 'Tu pago no se ha realizado',
    codes: {
      card_declined: declined,
      generic_decline: declined,
      do_not_honor: declined,
      insufficient_funds:
        'Tu tarjeta no tiene fondos suficientes. No se te ha cobrado nada. Prueba con otra tarjeta.',
      incorrect_cvc: code,
      invalid_cvc: code,
      incorrect_number: number,
      invalid_number: number,
      invalid_expiry_month: date,
      invalid_expiry_year: date,
      expired_card: 'Esta tarjeta ha caducado. No se te ha cobrado nada. Usa otra tarjeta.',
      processing_error: processing,
      PAYMENT_PROCESSING_ERROR: processing,
      authentication_required:
        'Tu banco necesita confirmar antes que eres tú. No se te ha cobrado nada. Inténtalo de nuevo o usa otra tarjeta.',
      withdrawal_count_limit_exceeded:
        'Tu tarjeta se ha usado demasiadas veces últimamente. No se te ha cobrado nada. Inténtalo más tarde o usa otra tarjeta.',
      restricted_card:
        'Esta tarjeta no se puede usar para esta compra. No se te ha cobrado nada. Usa otra tarjeta.',
      THREE_DS_FAILED:
        'Tu banco no ha podido confirmar que eres tú. No se te ha cobrado nada. Inténtalo de nuevo o usa otra tarjeta.',
      not_charged: 'El pago no se ha llevado a cabo. No se te ha cobrado nada. Inténtalo de nuevo.',
      total_changed: 'El total ha cambiado. No se te ha cobrado nada. Compruébalo y paga de nuevo.',
      closed:
        'Este pago se detuvo antes de conocerse su resultado. Si aparece en tu extracto, ponte en contacto con la tienda. Puedes volver a pagar.',
      superseded: 'El pago anterior no se completó y no se ha cobrado nada por él. Puedes pagar de nuevo.',
    },
    retryable: 'Tu tarjeta ha sido rechazada. No se te ha cobrado nada. Inténtalo de nuevo o usa otra.',
    final: 'Tu tarjeta ha sido rechazada. No se te ha cobrado nada. Usa otra tarjeta.',
  },

  refusal: {
    fields: 'Algunos datos no se han aceptado. Revisa los campos marcados.',
    unmarked: 'Algunos datos no se han aceptado. Revísalos e inténtalo de nuevo.',
    again: 'El pago no ha empezado y no se ha cobrado nada. Inténtalo de nuevo.',
    notCharged: 'El pago no se ha realizado y no se ha cobrado nada. Inténtalo de nuevo.',
    savedCard: 'La tarjeta guardada no se puede usar para esta compra. Introduce otra tarjeta.',
    slowDown:
      'Demasiados intentos en poco tiempo. No se ha cobrado nada. Espera un momento e inténtalo de nuevo.',
    tooMany:
      'Varios pagos no se han realizado, así que por ahora no es posible ninguno más. No se ha cobrado nada y lo que has escrito se conserva.',
    unavailable: 'Ahora mismo no se puede pagar con tarjeta. No se ha cobrado nada. Inténtalo más tarde.',
    notBegun:
      'Tu pago no ha empezado y no se ha cobrado nada. Lo que has escrito sigue aquí: puedes intentarlo de nuevo.',
    unsafeRedirect:
      'No hemos podido abrir la página de tu banco de forma segura. No se ha cobrado nada. Usa otra tarjeta.',
    insecure:
      'Esta página se abrió sin cifrado (http), así que no se puede enviar ninguna tarjeta desde ella. No se ha cobrado nada. Vuelve a la tienda y avisa.',
    altered:
      'Una traducción o una extensión de tu navegador ha cambiado los importes de esta página. No se ha cobrado nada. Se muestran de nuevo: comprueba el total e inténtalo de nuevo.',
    notLoaded:
      'Una parte de esta página no se ha cargado. No se ha cobrado nada. Inténtalo de nuevo o recarga la página.',
  },
  waiting: { until: (when) => `Puedes intentarlo de nuevo ${when}.` },
};
