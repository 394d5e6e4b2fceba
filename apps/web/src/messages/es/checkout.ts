import type { CheckoutTexts } from '../messages.ts';

export const checkout: CheckoutTexts = {
  checkout: {
    heading: 'Pago',
    contact: 'Contacto',
    payment: 'Forma de pago',
    billing: 'Facturación',
    cancel: 'Cancelar y volver',
    saved: 'Tarjeta guardada',
    savedUnknown: 'La última tarjeta que guardaste',
    another: 'Usar otra tarjeta',
    cardEnding: (brand, last4) => `${brand} terminada en ${last4}`,
    cardWithoutBrand: (last4) => `Tarjeta terminada en ${last4}`,
    acceptedCards: (brands) => `Aceptamos ${brands}.`,
    save: 'Guardar esta tarjeta para la próxima vez',
    saveConsent:
      'Nuestro proveedor de pagos guarda la tarjeta junto a tu dirección de correo. Solo se cobra en ella cuando la eliges para una compra.',
    business: 'Compro como empresa',
    chooseCountry: 'Elige un país',
    amountBesidePay: false,
    // Art. 98.2 TRLGDCU: "pedido con obligación de pago" or as plain an equivalent.
    pay: (amount) => `Pedir y pagar ${amount}`,
    toTotal: 'Continuar al total',
    updatingTotal: 'Calculando el total…',
    stillUpdating: 'El total aún se está calculando. Vuelve a pulsar dentro de un momento.',
    offline: 'Sin conexión: conéctate a internet para pagar',
    sending: 'Enviando tu pago…',
    stillSending: 'Esperando a tu banco…',
    longSending: 'Seguimos esperando. No cierres esta página…',
    redirecting: 'Te llevamos a tu banco…',
  },

  summary: {
    heading: 'Tu pedido',
    show: 'Resumen del pedido',
    quantity: (quantity) => `Cantidad: ${quantity}`,
    subtotal: 'Subtotal',
    tax: (rate) => `Impuesto (${rate})`,
    taxUnknown: 'Impuesto',
    reverseCharge:
      'Inversión del sujeto pasivo: como empresa de la UE, tú declaras el impuesto, por lo que aquí no se añade.',
    total: 'Total',
    totalIs: (total) => `El total es ahora ${total}.`,
    taxLater: 'El impuesto se calcula al pagar.',
  },

  agreement: {
    heading: 'Comprueba el total',
    workedOut: 'Se ha calculado el impuesto de tu país.',
    changed: 'El total ha cambiado.',
    uncharged: 'Todavía no se te ha cobrado nada.',
    back: 'Cambiar la tarjeta o los datos',
  },

  bank: {
    heading: 'Tu banco quiere asegurarse de que eres tú',
    body: 'Confirma el pago en la página de tu banco. Hasta entonces no se cobra nada.',
    continue: 'Continuar en tu banco',
    or: 'O paga más abajo con otra tarjeta.',
    redirecting: 'Te llevamos a la página de tu banco…',
  },

  processing: {
    heading: 'Estamos comprobando tu pago',
    body: 'No vuelvas a pagar. Esta página mostrará el resultado por sí sola en cuanto se sepa.',
    returned: 'Hola de nuevo. Estamos preguntando el resultado de la comprobación de tu banco.',
    slow: 'Está tardando más de lo normal. Puedes cerrar esta página y volver más tarde: el resultado estará aquí.',
    unreachable: 'Ahora mismo no podemos conectar con la tienda. Lo seguimos intentando.',
    again: 'Comprobar de nuevo',
  },

  expired: {
    heading: 'Esta página de pago ha caducado',
    body: 'No se te ha cobrado nada. Las páginas de pago están abiertas un tiempo limitado; empieza otra cuando quieras.',
    kept: 'Se conserva lo que has escrito, menos la tarjeta.',
    fresh: 'Empezar un pago nuevo',
    opening: 'Abriendo un pago nuevo…',
    failed: 'Ahora mismo no se ha podido abrir un pago nuevo. Inténtalo de nuevo.',
    back: 'Volver a la tienda',
  },

  failed: {
    heading: 'Al final, el pago no se ha completado',
    body: 'Se autorizó, pero falló después. No se te cobrará nada por él. Si tu banco muestra el importe como pendiente, pregúntale cuándo desaparecerá.',
    unpaid: 'Tu pedido no está pagado.',
  },

  receipt: {
    headings: {
      paid: 'Pago aceptado',
      refundPending: 'Hay un reembolso en camino',
      partlyRefunded: 'Se ha reembolsado una parte de este pago',
      refunded: 'Este pago se ha reembolsado',
    },
    thanks: 'Gracias por tu pedido.',
    amount: 'Importe',
    date: 'Fecha',
    card: 'Tarjeta',
    email: 'Correo electrónico',
    reference: 'Referencia del pago',
    referenceHint: 'Indícanosla si necesitas ayuda.',
    items: 'Artículos',
    subtotal: 'Subtotal',
    tax: 'Impuesto',
    total: 'Total',
    print: 'Imprimir',
    continue: 'Continuar',
    returning: 'Volverás a la tienda en unos segundos.',
    stay: 'Quedarme en esta página',
    toStore: 'Volver a la tienda',
    refundDelay: 'El reembolso puede tardar unos días en aparecer en tu extracto.',
  },
};
